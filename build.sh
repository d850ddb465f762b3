#!/usr/bin/env bash
# The one entry point: builds, serves, tests, measures and trains. It finds or installs what it needs, and builds only
# what changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
usage: ./build.sh [VERB]

  (none)         build everything: build/lenet5, build/lenet5.wasm, dist/lib/, dist/site/
  serve          build, serve dist/site/ on http://127.0.0.1:4173 (another port: PORT=8080 ./build.sh serve)
  test           build, run every test; with names, only those: ./build.sh test library page
  bench          speed and size beside the peers, as a table and as build/bench.json
  eval           accuracy on every data set that is present
  train          train the weights that ship once more, and compare them with weights/
  fuzz SECONDS   damaged files for the command, for SECONDS

Compilers: emcc on PATH or in $EMSDK; $WASI_SDK_PATH, or Debian's clang with wasi-libc; $CC, or cc.
Data sets: $LENET5_DATA, or ../shared when it exists.
END
}

step() { printf '%s\n' "$*"; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

# --- tools: each find_… prints how to call one, or fails -------------------------------------------------------------

find_emcc() {
  if command -v emcc; then return; fi
  [ -n "${EMSDK-}" ] && [ -x "$EMSDK/upstream/emscripten/emcc" ] && echo "$EMSDK/upstream/emscripten/emcc"
}

# The wasi-sdk's clang, or the newest that has a wasm linker and a runtime for wasm32. clang 20 and later deprecate the
# target's old name, under which Debian has wasi-libc.
find_wasi() {
  if [ -n "${WASI_SDK_PATH-}" ]; then
    [ -x "$WASI_SDK_PATH/bin/clang" ] || fail "no clang in \$WASI_SDK_PATH ($WASI_SDK_PATH/bin)"
    echo "$WASI_SDK_PATH/bin/clang"
    return
  fi
  [ -e /usr/lib/wasm32-wasi/crt1.o ] || return 1
  local llvm
  for llvm in $(printf '%s\n' /usr/lib/llvm-* | sort -rV); do
    [ -x "$llvm/bin/clang" ] && [ -x "$llvm/bin/wasm-ld" ] || continue
    compgen -G "$llvm/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a" > /dev/null || continue
    echo "$llvm/bin/clang --target=wasm32-wasi --sysroot=/usr -Wno-deprecated"
    return
  done
  return 1
}

find_stb() {
  local folder
  for folder in "${STB_INCLUDE-}" /usr/include/stb /usr/local/include/stb; do
    if [ -e "$folder/stb_image.h" ]; then echo "$folder"; return; fi
  done
  return 1
}

find_first() { # COMMAND…: the first that exists
  local command
  for command; do command -v "$command" && return; done
  return 1
}
find_chromium() { find_first "${CHROMIUM:-chromium}" chromium-browser google-chrome; }
find_firefox() { find_first "${FIREFOX:-firefox-esr}" firefox; }

# --- packages: what apt-get has to bring -----------------------------------------------------------------------------

has_package() { apt-cache show "$1" > /dev/null 2>&1; }

# The clang that the project is tested with, or else the newest that has a runtime for wasm32.
wasi_packages() {
  local version
  for version in 19 $(apt-cache pkgnames libclang-rt- | sed -n 's/^libclang-rt-\([0-9]*\)-dev-wasm32$/\1/p' | sort -rn); do
    has_package "libclang-rt-$version-dev-wasm32" || continue
    has_package "clang-$version" && has_package "lld-$version" || continue
    echo "clang-$version lld-$version libclang-rt-$version-dev-wasm32 wasi-libc"
    return
  done
  echo "clang lld libclang-rt-dev-wasm32 wasi-libc"
}

# Ubuntu's chromium and firefox packages only point to snaps, which a container can't run: Debian only.
browser_packages() {
  grep -qx 'ID=debian' /etc/os-release || return 0
  find_chromium > /dev/null || echo chromium
  find_firefox > /dev/null || echo firefox-esr
}

# Clothes, which the shipped weights learn to refuse.
non_digit_packages() {
  [ -e /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz ] || echo dataset-fashion-mnist
}

# $CC may be several words, as in CC="ccache gcc"; a user's own compiler is not ours to install.
check_cc() {
  local words
  read -ra words <<< "${CC-}"
  [ ${#words[@]} -eq 0 ] || command -v "${words[0]}" > /dev/null || fail "${words[0]} of \$CC (CC=$CC) is not there"
}

missing_packages() {
  command -v make > /dev/null || echo make
  [ -n "${CC-}" ] || command -v cc > /dev/null || echo gcc libc6-dev
  find_emcc > /dev/null || echo emscripten
  find_wasi > /dev/null || wasi_packages
  find_stb > /dev/null || echo libstb-dev
  if [ "$verb" = test ]; then browser_packages; fi
  case $verb in test | train) non_digit_packages ;; esac
}

install_packages() {
  local packages sudo=()
  check_cc
  read -ra packages -d '' <<< "$(missing_packages)" || true
  [ ${#packages[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null ||
    fail "missing: ${packages[*]} (Debian's names). There is no apt-get here: install what corresponds to them."
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2> /dev/null || {
      fail "some packages are missing. Type: sudo apt-get update && sudo apt-get install -y --no-install-recommends" \
        "${packages[@]}"
    }
    sudo=(sudo -n)
  fi
  mkdir -p build
  step "apt-get update"
  "${sudo[@]}" apt-get update > build/apt.log 2>&1 || fail "apt-get update failed: $(tail -n 1 build/apt.log)"
  read -ra packages -d '' <<< "$(missing_packages)" || true
  step "apt-get install" "${packages[@]}"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
    >> build/apt.log 2>&1 || fail "apt-get install failed: $(tail -n 1 build/apt.log) (all of it: build/apt.log)"
  read -ra packages -d '' <<< "$(missing_packages)" || true
  [ ${#packages[@]} -eq 0 ] || fail "still missing after apt-get install: ${packages[*]}"
}

# Vite's range; the library itself runs from Node 20.16 on.
check_node() {
  local nodes="20.19 or newer of 20, or 22.12 or newer,"
  command -v node > /dev/null && command -v npm > /dev/null ||
    fail "Node $nodes and npm are needed: https://nodejs.org/"
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const least = { 20: 19, 21: Infinity, 22: 12 }[major] ?? (major > 22 ? 0 : Infinity);
    process.exit(minor >= least ? 0 : 1);' || fail "Node $nodes is needed; this is $(node --version). https://nodejs.org/"
}

install_modules() {
  cmp -s package-lock.json node_modules/.installed && return
  step "npm ci"
  mkdir -p build
  npm ci --ignore-scripts --no-audit --no-fund > build/npm.log 2>&1 ||
    fail "npm ci failed: $(grep -m 1 'npm error' build/npm.log || tail -n 1 build/npm.log) (all of it: build/npm.log)"
  cp package-lock.json node_modules/.installed
}

# --- building --------------------------------------------------------------------------------------------------------

# The compilers are written down for the Makefile, so that make by hand uses the same ones.
build_engine() {
  local tools
  tools=$(printf 'EMCC ?= %s\nWASI_CC ?= %s\nSTB_INCLUDE ?= %s\n' "$(find_emcc)" "$(find_wasi)" "$(find_stb)")
  [ "$tools" = "$(cat build/tools.mk 2> /dev/null)" ] || printf '%s\n' "$tools" > build/tools.mk
  make --silent --no-print-directory -f c/Makefile -j "$(nproc)" ||
    fail "the engine did not compile; the first error is above"
}

# What tests/unit/sanitizers.test.js runs.
build_sanitized() {
  exec 9> build/lock
  flock 9
  make --silent --no-print-directory -f c/Makefile -j "$(nproc)" asan ||
    fail "the engine did not compile with the sanitizers of \$CC (${CC:-cc}); the first error is above"
  exec 9>&-
}

# $1 is younger than all that follows: files, and folders with what is in them (a deleted file makes its folder younger).
up_to_date() {
  local product=$1
  shift
  [ -e "$product" ] && [ -z "$(find "$@" -newer "$product" -print -quit)" ]
}

# The licences of what is inside: written last, and so the stamp of its folder.
write_notices() { # FOLDER
  node web/notices.js "$1" || fail "$1 is not complete without the licence above"
}

# The npm package's files.
build_library() {
  local engines=(build/browser/lenet5{,.relaxed,.scalar,.extra}.wasm)
  up_to_date dist/lib/NOTICES.txt web/lib web/cli.js web/rolldown.config.js web/notices.js weights package-lock.json \
    README.md LICENSE "${engines[@]}" build/browser/probe.js build/lenet5.wasm && return
  step "dist/lib"
  rm -rf dist/lib
  mkdir -p dist/lib
  node_modules/.bin/rolldown --config web/rolldown.config.js > /dev/null || fail "the library did not build"
  cp web/lib/{lenet5,import}.d.ts web/cli.js weights/lenet5.safetensors dist/lib/
  chmod 755 dist/lib/cli.js
  cp "${engines[@]}" dist/lib/
  cp build/lenet5.wasm dist/lib/lenet5-cli.wasm
  write_notices dist/lib
}

build_site() {
  up_to_date dist/site/NOTICES.txt index.html web package-lock.json dist/lib && return
  step "dist/site"
  node_modules/.bin/vite build --config web/vite.config.js --logLevel warn || fail "the page did not build"
  write_notices dist/site
}

# One build at a time in a checkout; a second one waits for it.
build() {
  mkdir -p build
  exec 9> build/lock
  flock 9
  check_node
  install_packages
  install_modules
  build_engine
  build_library
  build_site
  exec 9>&-
}

# --- verbs -----------------------------------------------------------------------------------------------------------

serve() {
  local port=${PORT:-4173}
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
    fail "port $port is taken; choose another: PORT=8080 ./build.sh serve"
  fi
  exec node_modules/.bin/vite preview --config web/vite.config.js --host 127.0.0.1 --port "$port" --strictPort
}

run_tests() { # [NAME…]
  local files=() found name
  for name; do
    name=${name##*/}
    found=(tests/*/"${name%.test.js}.test.js")
    [ -e "${found[0]}" ] || fail "there is no test of the name ${name%.test.js}"
    files+=("${found[0]}")
  done
  [ $# -gt 0 ] || files=(tests/*/*.test.js)
  [[ " ${files[*]} " != *" tests/unit/sanitizers.test.js "* ]] || build_sanitized
  CHROMIUM=$(find_chromium || true) FIREFOX=$(find_firefox || true) exec node --test "${files[@]}"
}

# Trains the weights that ship once more and compares; one that was interrupted goes on. With arguments: any other training.
train_shipped() {
  local trained=build/train/lenet5.safetensors weights=weights/lenet5.safetensors resume=()
  [ $# -eq 0 ] || exec build/lenet5 train "$@"
  mkdir -p build/train
  [ ! -e "$trained.checkpoint" ] || resume=(--resume)
  build/lenet5 train --workers "$(nproc)" --seed 4 --output "$trained" "${resume[@]}"
  sha256sum "$trained" "$weights"
  cmp -s "$trained" "$weights" || fail "$trained differs from $weights; to ship it: cp $trained $weights"
  echo "$weights is what this training makes, bit for bit"
}

# FILE ARGUMENT…: a part that has its own program under tests/.
run_part() {
  [ -e "$1" ] || fail "$verb: $1 is not there"
  exec node "$@"
}

verb=${1-}
[ $# -eq 0 ] || shift
case $verb in
  '') build ;;
  serve) build; serve ;;
  test) build; run_tests "$@" ;;
  bench) build; run_part tests/bench/bench.js "$@" ;;
  eval) build; run_part tests/eval/eval.js "$@" ;;
  train) build; train_shipped "$@" ;;
  fuzz)
    [[ ${1-} =~ ^[1-9][0-9]*$ ]] || fail "fuzz needs a number of seconds: ./build.sh fuzz 60"
    build; run_part tests/fuzz/fuzz.js "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; fail "unknown verb: $verb" ;;
esac
