# Sourced by the other scripts, with `root` set: builds a module when that is needed.
# shellcheck shell=bash

newest_of() { ls -t "$@" 2>/dev/null | head -n 1; }

# The jar of a module, such as `streams-app`.
jar_of() { newest_of "$root/$1"/target/sojourn-"$1"-*.jar; }

needs_build() {
    local jar newest
    jar=$(jar_of "$1")
    [ -n "$jar" ] && [ -d "$root/$1/target/lib" ] || return 0
    newest=$(newest_of "$jar" "$root/$1/target/.built")
    [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$newest" -print -quit 2>/dev/null)" ]
}

build() {
    require_build_tools
    say "Building Sojourn; the first time takes some minutes, since Maven fetches the libraries …"
    local target=$root/$1/target
    # A library whose version was changed must not stay on the class path beside the new one.
    if [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml -newer "$target/.built" -print -quit 2>/dev/null)" ] || [ ! -e "$target/.built" ]; then
        rm -rf "$target/lib" "$target/plugins"
    fi
    mkdir -p "$target"
    local started=$target/.building
    : >"$started" # what is edited while Maven runs is newer than this, and so built the next time
    if ! (cd "$root" && mvn -q -B -ntp -Dstyle.color=never -Dmaven.test.skip=true -pl "$1" -am package) >&2; then
        say "The build failed; what Maven says stands above."
        exit 1
    fi
    mv "$started" "$target/.built"
}

# Two at once would write over each other's files: the second waits, and then finds the work done.
build_if_needed() {
    needs_build "$1" || return 0
    if command -v flock >/dev/null; then
        mkdir -p "$root/$1/target"
        exec 9>"$root/$1/target/.lock"
        flock 9
        if needs_build "$1"; then build "$1"; fi
        exec 9>&-
    else
        build "$1"
    fi
}
