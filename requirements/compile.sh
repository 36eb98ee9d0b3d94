#!/usr/bin/env bash
# Pin again what pyproject.toml allows: newer versions with `requirements/compile.sh --upgrade`.
# For every platform and Python we support, with the hashes of all files of a release, and without
# any index address. Needs uv.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.12 \
        --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --output-file "requirements/$1.txt" "${@:2}"
}
compile dev --group dev --extra s3 "$@"
compile runtime --constraint requirements/dev.txt
compile s3 --extra s3 --constraint requirements/dev.txt
