#!/bin/sh
# Make .venv and install the project into it from the lock file, with what it needs of the system.
#
#   sh packaging/setup.sh [EXTRA...]     everything by default; `server` for a host without a screen
#
# Runs again in a moment when nothing has changed. Other scripts call it and then use .venv/bin.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- all
stamp=.venv/.lobby-setup

stop() {
    echo "$1" >&2
    exit 1
}

# Install Debian packages, or name the command that does and stop.
apt_install() {
    command -v apt-get >/dev/null || stop "Please install what Debian calls: $*."
    if [ "$(id -u)" -eq 0 ]; then
        as_root='env'
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n env'
    else
        stop "Please run this first, then start again: sudo apt-get install --no-install-recommends $*"
    fi
    echo "Installing with apt: $*"
    # An update that fails for one foreign source need not matter; the install tells.
    $as_root apt-get update -qq || true
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" >/dev/null || stop "apt could not install: $*."
}

# The library files that Qt's wheel does not bring, each with the Debian package that has it:
# what every screen needs, even none at all, then X11, then Wayland.
qt_libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libbrotlidec.so.1 libbrotli1
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-image.so.0 libxcb-image0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
'

# Files are looked for, not packages: later Debian and Ubuntu releases renamed some packages.
install_qt_libraries() {
    [ -x /sbin/ldconfig ] || return 0
    present=$(/sbin/ldconfig -p)
    missing=$(echo "$qt_libraries" | while read -r file package; do
        case $present in *"$file ("*) ;; *) echo "$package" ;; esac
    done)
    # shellcheck disable=SC2086 # one word a package
    [ -z "$missing" ] || apt_install $missing
}

find_python() {
    for python in python3 python3.11 python3.12 python3.13 python3.14; do
        # Debian packs venv and ensurepip apart; Qt's wheel ends before 3.15.
        if "$python" -c 'import ensurepip, sys, venv
sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

make_venv() {
    # A checkout that was moved has a .venv whose scripts point to the old place.
    if .venv/bin/python -c '' 2>/dev/null && grep -qsF "$PWD/.venv/bin/" .venv/bin/pip; then
        return 0
    fi
    find_python || {
        apt_install python3 python3-venv
        find_python || stop "Hello Lobby needs Python 3.11 to 3.14, and apt has none here."
    }
    echo "Making .venv"
    "$python" -m venv --clear .venv
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" ||
        stop 'The Python packages could not be installed (pip says why above); start again to retry.'
}

install_packages() {
    echo "Installing the Python packages for: $*"
    .venv/bin/python packaging/locked.py checkout "$@" >.venv/requirements.txt
    pip_install --require-hashes -r .venv/requirements.txt
    pip_install --no-deps --no-build-isolation --editable .
}

case " $* " in *' all '* | *' kiosk '*) install_qt_libraries ;; esac
# Windows are tried on an X server of their own, too.
case " $* " in *' dev '*) command -v Xvfb >/dev/null || apt_install xvfb ;; esac

# What is installed follows from these; a stamp keeps the sets of extras done for this state.
state=$(cat pyproject.toml requirements.lock | cksum | tr ' ' -)
if ! grep -qsxF "$state $PWD: $*" "$stamp"; then
    make_venv
    install_packages "$@"
    grep -sF "$state $PWD: " "$stamp" >"$stamp.new" || true
    echo "$state $PWD: $*" >>"$stamp.new"
    mv "$stamp.new" "$stamp"
fi
