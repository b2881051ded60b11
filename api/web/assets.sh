#!/bin/sh
# Installs the locked packages and copies the part of the French State design
# system that the pages use into dsfr/, where the program embeds it.
set -eu
cd "$(dirname "$0")"
if [ ! -d node_modules/@gouvfr/dsfr ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --no-audit --no-fund
fi
node assets.mjs
