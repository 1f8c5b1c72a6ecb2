# shellcheck shell=sh disable=SC2154
# Sourced by the scripts beside it, with $root set: `ensure run`, `ensure test` and `ensure browser`
# see to it that $root/.venv holds what the file of that name in requirements/ locks, and cpp.
#
# .venv/stamp keeps what the environment was made from. It is removed before the first change
# and completed after the last, so an environment without one was interrupted and is made anew.

venv=$root/.venv

# Programs are never looked for in the folder that somebody happens to be in, whose files may come
# from anywhere: what is relative or empty in PATH is left out. What runs from $root is trusted.
absolute_path() {
    kept= rest=$PATH:
    while [ -n "$rest" ]; do
        case $rest in /*) kept=$kept:${rest%%:*} ;; esac
        rest=${rest#*:}
    done
    PATH=${kept#:}
    export PATH
}

case :$PATH: in *::* | *:[!/]*) absolute_path ;; esac

ensure() {
    # As the last of its list, the subshell keeps `set -e`, and its failure ends the script.
    ready "$1" || (set_up "$1") </dev/null >&2
}

# At most starts of cpp, cpp_cli/start.py looks for the same, which needs no process for it.
ready() {
    whole && same pyproject.toml || return
    for list in $(lists "$1"); do
        same "requirements/$list.txt" || return
    done
}

# The files in requirements/ that a set-up is made from.
lists() {
    case $1 in
    run) echo run fast ;;
    test) echo run fast test ;;
    browser) echo run fast test browser ;;
    esac
}

# A moved checkout is not whole, as its scripts name the old place; nor is one whose Python is gone.
whole() {
    [ -x "$venv/bin/python" ] && [ -e "$venv/stamp/root" ] &&
        IFS= read -r made_in <"$venv/stamp/root" && [ "$made_in" = "$root" ]
}

same() {
    cmp -s "$root/$1" "$venv/stamp/${1##*/}"
}

set_up() {
    trap '[ $? = 0 ] || exit 3' EXIT
    find_python
    exec 9>"$root/.venv.lock"
    lock
    ! ready "$1" || exit 0

    if whole; then
        say "Bringing the set-up of cpp up to date ..."
        rm -rf "$venv/stamp"
    else
        say "Setting up cpp, once; this takes about a minute ..."
        rm -rf "$venv"
        # Without pip, because on Debian venv cannot bring it unless python3-venv is there.
        "$python" -P -m venv --without-pip "$venv"
    fi

    # The copies are what is installed from: the originals may change meanwhile.
    mkdir "$venv/stamp"
    cp "$root/pyproject.toml" "$venv/stamp"
    for list in $(lists "$1"); do
        cp "$root/requirements/$list.txt" "$venv/stamp"
    done
    pip_install -r "$venv/stamp/$1.txt"
    # What only makes it quicker is not built for every computer.
    pip --only-binary=:all: -r "$venv/stamp/fast.txt" || say "cpp works without that, more slowly."
    pip_install --no-build-isolation --editable "$root"
    # The link is quicker than what pip makes, and sets up what is missing later on.
    ln -sf ../../scripts/cpp "$venv/bin/cpp"
    printf '%s\n' "$root" >"$venv/stamp/root.new"
    mv "$venv/stamp/root.new" "$venv/stamp/root"
}

# Sets $python to one with pip and venv. It is the real program behind links and environments,
# with its version in its name, so that an upgrade leaves a link to nothing, which is noticed.
find_python() {
    pipless=
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        # Older ones do not know -P.
        python=$("$name" -P -c 'import os, sys; print(os.path.realpath(sys._base_executable))' \
            2>/dev/null) || continue
        ! "$python" -P -c 'import pip, venv' 2>/dev/null || return 0
        pipless=$python
    done
    if [ -n "$pipless" ]; then
        say "cpp cannot be set up: $pipless comes without pip or venv." \
            "Install them (on Debian or Ubuntu: apt install python3-pip python3-venv) and try again."
    else
        say "cpp cannot be set up: it needs Python 3.11 or newer, and" \
            "$(python3 --version 2>/dev/null || echo 'no python3') was found." \
            "Install a newer one (on Debian or Ubuntu: apt install python3 python3-pip) and try again."
    fi
    exit 3
}

# The lock belongs to the open file 9, not to a process: whatever way the set-up ends, it is free.
lock() {
    "$python" -P -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another set-up of cpp is under way; waiting for it ...", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
'
}

pip() {
    PIP_USER=0 "$python" -P -m pip --python "$venv/bin/python" --disable-pip-version-check \
        --no-input -qq install --no-deps "$@"
}

pip_install() {
    pip "$@" && return
    say "cpp could not be set up: the lines above say why. Try again once that is mended;" \
        "a connection to the network is needed."
    exit 3
}

say() {
    printf '%s\n' "$*" >&2
}
