# shellcheck shell=bash
# Shared by the scripts of .ci/, which source it from the root of the repository.

# say TEXT: one line of progress for the person at the terminal.
say() {
    printf '%s\n' "$*"
}

# fail TEXT: one sentence on stderr, exit code 2.
fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

# quietly SENTENCE COMMAND...: runs COMMAND silently. Only if it fails, its last lines are shown
# and SENTENCE, which says what to do, ends the script.
quietly() {
    local sentence=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "$sentence"
}

# isolate_settings FOLDER: tests, checks and benches neither read the settings of this terminal
# nor touch the data of `make run`; what they write goes to FOLDER.
isolate_settings() {
    # Hundreds of processes of the tests would each compile the project anew.
    unset PYTHONDONTWRITEBYTECODE
    unset ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS DATABASE_URL DISPOSABLE_DATABASE EMAIL_FROM EMAIL_URL \
        FILES_URL HELP_CONTACT HTTPS MFA_KEY PUBLIC_REVISAR SECRET_KEY SITE_URL TIME_ZONE
    export DEBUG=1 DATA_DIR=$1
}
