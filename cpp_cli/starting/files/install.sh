if [ -z "$CPP_SOURCE" ]; then
  echo "Where cpp comes from is not said: fill in CPP_SOURCE at the top of {workflow}." >&2
  exit 1
fi
python3 -P -m venv --without-pip "$RUNNER_TEMP/cpp"
pip_install() {
  python3 -P -m pip --python "$RUNNER_TEMP/cpp/bin/python" install --no-deps --no-input --quiet "$@"
}
pip_install --require-hashes --only-binary=:all: -r change/{folder}/cpp-requirements.txt
pip_install --no-build-isolation "$CPP_SOURCE"
