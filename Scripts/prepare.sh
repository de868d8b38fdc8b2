# Sourced by the other scripts: finds or installs what they need.
# shellcheck shell=bash

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# Runs a command as root, where that is possible.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

# install_packages PACKAGE... - installs Debian packages, or says exactly what is missing.
install_packages() {
    if command -v apt-get >/dev/null; then
        say "Installing $*"
        if as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
            return 0
        fi
        echo "Please run: apt-get update && apt-get install -y $*" >&2
    elif command -v brew >/dev/null; then
        echo "Please run: brew install cmark libyaml pkg-config" >&2
    else
        echo "Please install the libraries libcmark and libyaml with their headers, and pkg-config." >&2
    fi
    exit 1
}

# What the package needs to build.
prepare_build() {
    if ! command -v swift >/dev/null; then
        echo "Broadsheet needs a Swift toolchain (6.2 or later): https://www.swift.org/install/" >&2
        exit 1
    fi
    local missing=()
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    pkg-config --exists libcmark 2>/dev/null || missing+=(libcmark-dev)
    pkg-config --exists yaml-0.1 2>/dev/null || missing+=(libyaml-dev)
    if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

# What an executable needs besides that has Swift's libraries inside: Foundation's network part stands on libcurl.
prepare_release() {
    pkg-config --exists libcurl 2>/dev/null || install_packages libcurl4-openssl-dev
}

# What the checks of the built site need besides: Chromium, Java, and a Python environment of our own.
prepare_checks() {
    local missing=()
    # Without a font that fits, pages are measured in boxes.
    command -v chromium >/dev/null || [ -x /usr/bin/chromium ] || missing+=(chromium fonts-liberation)
    command -v java >/dev/null || missing+=(default-jre-headless)
    command -v git >/dev/null || missing+=(git)
    command -v cmark >/dev/null || missing+=(cmark)
    command -v cmark-gfm >/dev/null || missing+=(cmark-gfm)
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3 python3-venv)
    if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
    local stamp=.venv/requirements
    if ! cmp -s Tests/requirements.txt "$stamp" 2>/dev/null; then
        say "Installing the checkers into .venv"
        python3 -m venv .venv
        .venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
        cp Tests/requirements.txt "$stamp"
    fi
}
