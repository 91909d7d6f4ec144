# Sourced by the other scripts: finds Java and Maven, or says what is missing and how to get it.

say() { printf '%s\n' "$*" >&2; }

how_to_get_java() {
    say "  Debian, Ubuntu:  sudo apt-get install openjdk-17-jdk-headless"
    say "  Fedora:          sudo dnf install java-21-openjdk-devel"
    say "  macOS:           brew install openjdk@21"
    say "  anything else:   https://adoptium.net"
    say "If one is installed, point JAVA_HOME at its folder."
}

how_to_get_maven() {
    say "  Debian, Ubuntu:  sudo apt-get install maven"
    say "  Fedora:          sudo dnf install maven"
    say "  macOS:           brew install maven"
    say "  anything else:   https://maven.apache.org/download.cgi"
}

# Sets `java` to a Java of at least 17 and `java_version` to its major number, or ends with 3.
require_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        java=$JAVA_HOME/bin/java
    elif ! java=$(command -v java); then
        say "Sojourn needs Java 17 or newer, and there is none on the PATH. Get one:"
        how_to_get_java
        exit 3
    fi
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    if [ "${java_version:-0}" -lt 17 ]; then
        say "Sojourn needs Java 17 or newer; $java is ${java_version:-of an unknown version}. Get one:"
        how_to_get_java
        exit 3
    fi
}

# Ends with 3 unless there are a Java compiler and a Maven to build with.
require_build_tools() {
    require_java
    if ! { [ -x "$(dirname "$java")/javac" ] || command -v javac >/dev/null; }; then
        say "Building needs a JDK, and $java belongs to a runtime without compiler. Get one:"
        how_to_get_java
        exit 3
    fi
    if ! command -v mvn >/dev/null; then
        say "Building needs Maven 3.8 or newer, and there is none on the PATH. Get it:"
        how_to_get_maven
        exit 3
    fi
}

# Takes Debian's package, where it is missing and we may. The tests that need it are skipped without.
try_package() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then return; fi
    say "Installing $1 for the tests that need it …"
    if ! { timeout 300 apt-get -q update && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -q -y install "$@"; } >/dev/null 2>&1; then
        say "That did not work; those tests are skipped."
    fi
}

try_postgresql() {
    if command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then return; fi
    try_package postgresql
}

# A browser, 400 MB on disk; what it recommends is for people who sit before it.
try_chromium() {
    if command -v chromium chromium-browser google-chrome >/dev/null; then return; fi
    try_package chromium --no-install-recommends
}
