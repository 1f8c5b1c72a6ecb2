# shellcheck shell=sh
# Sourced by scripts/test after scripts/setup.sh: `ensure_chromium` sees to it that there is a
# browser, and sets CPP_TEST_BROWSER to its path.

ensure_chromium() {
    find_chromium || (install_chromium) </dev/null >&2
    find_chromium
    export CPP_TEST_BROWSER
}

# One that is named is taken as it is.
find_chromium() {
    [ -z "${CPP_TEST_BROWSER-}" ] || return 0
    for name in chromium google-chrome; do
        CPP_TEST_BROWSER=$(command -v "$name") && return
    done
}

install_chromium() {
    say "Installing Chromium for the tests of pages; this takes a minute ..."
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    # Where the lists cannot be had anew, those that are there may still do.
    $as_root apt-get -qq update || :
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends chromium && find_chromium && return
    say "Chromium could not be installed: the lines above say why. Install it" \
        "(on Debian: apt install chromium), or name a Chromium or Google Chrome that is there:" \
        "CPP_TEST_BROWSER=/path/to/it scripts/test --browser"
    exit 3
}
