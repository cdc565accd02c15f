# What bin/carewright and bin/test share: finding a JDK and Maven. Read by a POSIX shell.

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# True for the folder of a JDK 25 or newer: a compiler, and the release file that every JDK has.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${major:-0}" -ge 25 ]
}

# Sets JAVA_HOME.
find_jdk() {
    for jdk in "${JAVA_HOME:-}" \
        "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" \
        /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/jdk/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return
        fi
    done
    die 'Carewright needs a JDK 25 or newer: install one, such as Eclipse Temurin, and set JAVA_HOME to its folder.'
}

# True for Maven 3.8 or newer.
is_maven() {
    [ -x "$1" ] || return 1
    version=$("$1" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    case $version in
        '' | [012]\ * | 3\ [0-7]) return 1 ;;
    esac
}

# Sets mvn.
find_maven() {
    # Maven's own libraries do what newer JDKs warn about.
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
    export MAVEN_OPTS
    for mvn in "$(command -v mvn)" "${MAVEN_HOME:-}/bin/mvn" /usr/share/maven/bin/mvn /opt/*maven*/bin/mvn \
        "$HOME"/.sdkman/candidates/maven/current/bin/mvn /opt/homebrew/bin/mvn /usr/local/bin/mvn; do
        if is_maven "$mvn"; then
            return
        fi
    done
    die 'Carewright is built with Maven 3.8 or newer: install it (Debian: apt install maven; macOS: brew install maven).'
}
