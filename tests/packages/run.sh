#!/usr/bin/env bash
# The packages, as strangers get them: packs in two clean clones and compares the bytes; writes and checks the bills of materials; then, in a clean home and outside of any repository, does what
# docs/packages.md says, to the letter: installs the tool, trains, learns, opens the studio, builds a console program and a web service, and has both read a picture. Every marked block of the page is followed.
# run.sh [FOLDER WITH PACKAGES]: with a folder, nothing is packed and only the second half runs. Needs curl, git, node, unzip and, to pack, npm (the studio's page). Exit code 1 where something is wrong.
set -euo pipefail
repository="$(cd "$(dirname "$0")/../.." && pwd)"
page="$repository/docs/packages.md"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
work="$(mktemp -d)"
running=
finish() {
  [ -z "$running" ] || kill "$running" 2> /dev/null || true
  rm -rf "$work"
}
trap finish EXIT
fail() { echo "packages: $1" >&2; exit 1; }
missing=()
for program in dotnet curl git node unzip; do command -v "$program" > /dev/null || missing+=("$program"); done
if [ $# = 0 ]; then command -v npm > /dev/null || missing+=('npm (without it the tool has no studio)'); fi
[ ${#missing[@]} = 0 ] || fail "these programs are missing: $(printf '%s, ' "${missing[@]}" | sed 's/, $//'). Install them."
since() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f s", b - a }'; }

# What git tracks or would track, and nothing that was built.
copySources() { mkdir -p "$1" && (cd "$repository" && git ls-files --cached --others --exclude-standard -z | while IFS= read -r -d '' f; do [ ! -e "$f" ] || printf '%s\0' "$f"; done | tar --null --files-from=- -cf -) | tar -xf - -C "$1"; }

# Analyzers find what is wrong in sources and leave the bytes as they are: the build before this has run them.
pack() { (cd "$1" && dotnet pack Glia.slnx -c Release -o "$2" -p:RunAnalyzers=false > "$2.log" 2>&1) || { grep -E 'error' "$2.log" | sort -u >&2 || tail -n 30 "$2.log" >&2; fail "packing failed in $1."; }; }

packages="$work/first out"
if [ $# -gt 0 ]; then packages="$(cd "$1" && pwd)"; else
  echo '-- packed twice, in clean clones in folders of different names'
  start=$(date +%s.%N)
  # What is not committed yet is packed too: the clones are of a commit with it.
  copySources "$work/origin"
  (cd "$work/origin" && git init --quiet && git add --all && git -c user.name=tests -c user.email=tests@example.org -c commit.gpgsign=false commit --quiet --message 'what is here')
  for clone in first 'the second, of=two'; do git clone --quiet "$work/origin" "$work/$clone"; done
  pack "$work/first" "$packages"
  pack "$work/the second, of=two" "$work/second-out"
  diff -r "$packages" "$work/second-out" || fail 'two clean clones gave different bytes.'
  echo "   the same bytes twice ($(since "$start")):"
fi
expected=()
for project in "$repository"/src/*/*.csproj; do
  ! grep -q '<IsPackable>true' "$project" || expected+=("$(basename "$project" .csproj)")
done
version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$repository/Directory.Build.props")"
found="$(cd "$packages" && ls | grep -E '\.s?nupkg$' | sort)"
wanted="$(for id in "${expected[@]}"; do printf '%s\n' "$id.$version.nupkg" "$id.$version.snupkg"; done | sort)"
[ "$found" = "$wanted" ] || fail "expected exactly these packages: ${wanted//$'\n'/ }. There are: ${found//$'\n'/ }."
for id in "${expected[@]}"; do
  inside="$(unzip -Z1 "$packages/$id.$version.nupkg")"
  for file in README.md LICENSE; do grep -qx "$file" <<< "$inside" || fail "$id has no $file."; done
  grep -q "$id.dll$" <<< "$inside" || fail "$id has no $id.dll."
  [ "$id" = Glia.Cli ] || grep -qx "lib/net10.0/$id.xml" <<< "$inside" || fail "$id has no documentation of its members."
  symbols="$(unzip -Z1 "$packages/$id.$version.snupkg")"
  grep -q "/$id.pdb$" <<< "$symbols" || fail "$id has no symbols."
  others="$(unzip -p "$packages/$id.$version.nupkg" "$id.nuspec" | grep '<dependency id=' || true)"
  ! grep -v "<dependency id=\"Glia[A-Za-z.]*\" version=\"\[${version//./\\.}\]\"" <<< "$others" | grep -q . || fail "$id asks for others than those of exactly its own version: $others"
  case $id in Glia | Glia.Cli) [ -z "$others" ] ;; *) [ -n "$others" ] ;; esac || fail "$id asks for: '$others', which is not what docs/packages.md says."
  echo "   $id $version  $(stat -c %s "$packages/$id.$version.nupkg") bytes"
done

echo '-- bills of materials'
cp -r "$packages" "$work/artifacts"
dotnet run "$repository/tools/Sbom.cs" -- "$work/artifacts"
cp -r "$work/artifacts" "$work/again"
rm "$work"/again/*.cdx.json
dotnet run --no-build "$repository/tools/Sbom.cs" -- "$work/again" > /dev/null
diff -r "$work/artifacts" "$work/again" || fail 'two bills of the same packages differ.'
rm "$work"/again/*.cdx.json
code=0
dotnet run --no-build -e NUGET_PACKAGES="$work/nothing" "$repository/tools/Sbom.cs" -- "$work/again" 2> "$work/sbom.log" || code=$?
[ "$code" = 2 ] && grep -q 'neither is the licence of .* Restore first' "$work/sbom.log" && [ -z "$(find "$work/again" -name '*.cdx.json')" ] || { cat "$work/sbom.log" >&2; fail "without the restored packages the bills ended with $code."; }
node "$repository/tests/packages/check-sbom.mjs" "$work"/artifacts/*.cdx.json

# From here on nothing of this machine's is used but the SDK: no packages fetched before, no settings, no other source but, at first, one that does not answer.
mkdir -p "$work/home/.nuget/NuGet" "$work/place"
echo '<configuration><packageSources><clear /><add key="usual" value="https://127.0.0.1:9/index.json" /></packageSources></configuration>' > "$work/home/.nuget/NuGet/NuGet.Config"
unset GLIA_DATA GLIA_STUDIO XDG_DATA_HOME XDG_CONFIG_HOME DOTNET_CLI_HOME 2> /dev/null || true
export HOME="$work/home" NUGET_PACKAGES="$work/home/packages" NUGET_HTTP_CACHE_PATH="$work/home/http" PATH="$work/home/.dotnet/tools:$PATH"
cd "$work/place"
mv "$work/artifacts" artifacts

# The fenced block after the mark <!-- MARK -->.
block() { awk -v mark="<!-- $1 -->" '$0 == mark { on = 1; next } on && /^```/ { if (inside) exit; inside = 1; next } inside' "$page" | grep . || fail "docs/packages.md has no block '$1'."; }
follow() { followed+=("run: $1"); block "run: $1" > "$work/run-$1.sh"; bash -euo pipefail "$work/run-$1.sh" > "$work/run-$1.log" 2>&1 || { cat "$work/run-$1.log" >&2; fail "what docs/packages.md says at '$1' does not work."; }; }
take() { followed+=("file: $1"); block "file: $1" > "$1"; }
followed=()

echo '-- the tool, installed from the folder alone'
start=$(date +%s.%N)
follow tool
[ "$(command -v glia)" = "$HOME/.dotnet/tools/glia" ] || fail 'glia is not where the tools of this home are.'
installed=$(date +%s.%N)
echo '<configuration><packageSources><clear /></packageSources></configuration>' > "$HOME/.nuget/NuGet/NuGet.Config"
glia train > "$work/train.log" || { cat "$work/train.log" >&2; fail 'glia train failed.'; }
[ -s digits.safetensors ] || fail 'glia train wrote no network.'
echo "   installed and trained from nothing: $(since "$start"), glia train alone: $(since "$installed")"
awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { exit !(b - a < 15) }' || echo '   (more than the 15 s that an idle machine stays under)'
rm digits.safetensors
follow train
glia learn xor > "$work/learn.log"
grep -qi xor "$work/learn.log" || fail 'glia learn xor told nothing of XOR.'

# Runs "$@" in the background, with its output in LOG, until it has written PATTERN.
begin() {
  local log="$1" pattern="$2"
  shift 2
  "$@" > "$log" 2>&1 < /dev/null &
  running=$!
  for _ in $(seq 1200); do
    grep -qE "$pattern" "$log" && return
    kill -0 "$running" 2> /dev/null || break
    sleep 0.1
  done
  cat "$log" >&2
  fail "$* did not start."
}
end() {
  kill -TERM "$running"
  local code=0
  wait "$running" || code=$?
  running=
  [ "$code" = 0 ] || fail "$1 ended with $code after SIGTERM."
}
freePort() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# The page behind LINK, fetched as a browser does: the link gives a cookie, and with it come the page and its program.
checkStudio() {
  local link origin script scripts
  link="$(grep -oE 'http://[^ ]+token=[A-Za-z0-9_-]+' "$1" | sed -n 1p)"
  origin="${link%%/\?*}"
  curl --fail --silent --show-error --location --cookie-jar "$work/cookies" "$link" > "$work/page.html"
  grep -q '<div id="app"' "$work/page.html" || { head -c 400 "$work/page.html" >&2; fail 'the studio gave another page than its own.'; }
  # The program is the script and what the page has fetched along with it.
  scripts="$(grep -oE '(src|href)="[^"]+\.js"' "$work/page.html" | cut -d'"' -f2)"
  [ "$(for script in $scripts; do curl --fail --silent --show-error --cookie "$work/cookies" "$origin/${script#/}"; done | wc -c)" -gt 10000 ] || fail "the studio's program ($scripts) is missing or short."
  [ "$(curl --silent --output /dev/null --write-out '%{http_code}' "$origin/")" = 401 ] || fail 'the studio lets in who has no link.'
  curl --fail --silent --show-error --output /dev/null "$origin/health/ready"
}
begin "$work/studio.log" 'token=' glia studio --port "$(freePort)" --no-browser
checkStudio "$work/studio.log"
end 'glia studio'
echo '   the lesson told, the page of the studio fetched by its link, ended with 0 by SIGTERM'

# As the Containerfile runs it: a user of no name and no home, a root that cannot be written to. Only where this user may make such a place. It takes the place of the shell that calls it.
confined() {
  exec unshare --mount bash -euc '
    work="$0"
    mount --make-rprivate /
    mount --rbind / /mnt
    mount -t tmpfs -o uid=10001,gid=10001 none "/mnt$work/data"
    cp "$work/place/digits.safetensors" "/mnt$work/data"
    mount -o remount,ro,bind /mnt
    mount -o remount,ro,bind "/mnt$(df --output=target "$work" | tail -n 1)"
    cd /
    exec chroot --userspec=10001:10001 /mnt env -i PATH="$PATH" DOTNET_ROOT="${DOTNET_ROOT:-}" HOME="$work/data" XDG_DATA_HOME="$work/data" DOTNET_EnableDiagnostics=0 "$@"
  ' "$work" "$@"
}
chmod 755 "$work"
mkdir "$work/data"
mkdir --mode 777 "$work/open"
if (confined dotnet --list-runtimes) > /dev/null 2>&1; then
  tool="$(find "$HOME/.dotnet/tools/.store" -name Glia.Cli.dll | sed -n 1p)"
  mapfile -t command < <(grep '^CMD' "$repository/Containerfile" | grep -oE '"[^"]+"' | tr -d '"')
  for i in "${!command[@]}"; do [ "${command[$i]}" != --port ] || command[i + 1]="$(freePort)"; done
  ! (confined touch "$work/open/written") 2> /dev/null || fail 'the place that should be read-only is not.'
  begin "$work/container.log" 'token=' confined dotnet "$tool" "${command[@]}"
  checkStudio "$work/container.log"
  end 'the studio on a read-only root'
  port="$(freePort)"
  begin "$work/serve.log" 'Ready at' confined dotnet "$tool" serve "$work/data/digits.safetensors" --listen 0.0.0.0 --port "$port"
  curl --fail --silent --show-error --output /dev/null "http://127.0.0.1:$port/health/ready"
  answer="$(curl --fail --silent --show-error -H 'Content-Type: image/png' --data-binary "@$(find digits -name '*.png' | sort | sed -n 1p)" "http://127.0.0.1:$port/api/models/digits/predict")"
  [[ "$answer" == *'"answer":"'* ]] || fail 'glia serve on a read-only root gave no answer.'
  end 'glia serve on a read-only root'
  echo '   as in the container: user 10001, read-only root: the studio and glia serve'
else
  echo '   (as in the container, on a read-only root: left out, for this user may not mount)'
fi

echo '-- programs of the documentation'
take nuget.config
follow new-console
take Reader/Program.cs
follow new-web
take Digits/Program.cs
lines="$(grep -c . Digits/Program.cs)"
[ "$lines" -le 12 ] || fail "the web service has $lines lines, more than 12."
dotnet build Reader -warnaserror > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; fail 'the console program does not build.'; }
dotnet build Digits -warnaserror > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; fail 'the web service does not build.'; }
cp "$(find digits -name '*.png' | sort | sed -n 1p)" my-digit.png
follow reader
[ "$(wc -l < "$work/run-reader.log")" = 3 ] || { cat "$work/run-reader.log" >&2; fail 'the console program did not write three lines.'; }

# The block 'ask': its first line is the service, its last asks it; only the port is another.
followed+=(ask)
service="http://127.0.0.1:$(freePort)"
block ask | sed "s#http://127\.0\.0\.1:5000#$service#" > "$work/ask.sh"
[ "$(grep -c "$service" "$work/ask.sh")" = 2 ] || { cat "$work/ask.sh" >&2; fail "the block 'ask' is not a service and a question to it."; }
begin "$work/web.log" 'Now listening' bash -c "exec $(sed -n 1p "$work/ask.sh")"
isAnswer() { [[ "$1" =~ ^\{\"digit\":[0-9],\"probability\":[01](\.[0-9]+)?(E-[0-9]+)?\}$ ]] || fail "the web service answered $1."; }
isAnswer "$(bash -euo pipefail <(sed 1d "$work/ask.sh") 2> /dev/null)"
right=0
all=0
while read -r picture; do
  digit="$(basename "$(dirname "$picture")")"
  answer="$(curl --fail --silent --show-error --form "picture=@$picture" "$service/digit")"
  isAnswer "$answer"
  printed="$(dotnet Reader/bin/Debug/net10.0/Reader.dll "$picture" | sed -n 1p)"
  [ "${printed%% *}" = "${answer:9:1}" ] || fail "of $picture the console program says $printed, the web service $answer."
  all=$((all + 1))
  [ "${answer:9:1}" != "$digit" ] || right=$((right + 1))
done < <(find digits -name '*.png' | sort)
end 'the web service'
[ "$all" = 20 ] && [ "$right" -ge 15 ] || fail "the web service read $right of $all digits rightly."
echo "   a console program and a web service of $lines lines, from the packages: $right of $all digits read rightly, by both alike"

while IFS= read -r mark; do
  printf '%s\n' "${followed[@]}" | grep -qxF -- "$mark" || fail "docs/packages.md marks '$mark', and nothing here follows it."
done < <(sed -n 's/^<!-- \(.*\) -->$/\1/p' "$page" | grep -v '^test: not run: ')

# What each package says of itself.
dotnet new console --output Pages > /dev/null
for id in Glia.Datasets Glia.Live Glia.Mpi; do dotnet add Pages package "$id" > /dev/null; done
: > Pages/Program.cs
for id in "${expected[@]}"; do
  code="$(awk '/^```csharp/ { on = 1; next } /^```/ { on = 0 } on' "$repository/src/$id/PACKAGE.md")"
  [ -n "$code" ] || continue
  { grep '^using [^(]*;$' <<< "$code" | grep -v ' var ' || true; echo "static class From_${id//./_} { public static async Task Run() {"; grep -v '^using [A-Za-z. ]*;$' <<< "$code"; echo 'await Task.CompletedTask; } }'; } > "Pages/$id.cs"
  echo "await From_${id//./_}.Run();" >> Pages/Program.cs
done
dotnet run --project Pages > "$work/pages.log" 2>&1 || { cat "$work/pages.log" >&2; fail "the code on a package's own page does not run."; }
sed 's/^/   /' "$work/pages.log"

# The compiler's warnings come with the package.
echo 'static class Misuse { static float[] OfTwo() { var net = new Glia.Network(2, 1, new Glia.Dense(1, Glia.Activation.Sigmoid)); return net.Predict([1f]); } }' > Pages/Misuse.cs
dotnet build Pages > "$work/misuse.log" 2>&1 || { cat "$work/misuse.log" >&2; fail 'a program with a mistake that is only warned of does not build.'; }
grep -q 'warning GLIA104' "$work/misuse.log" || { cat "$work/misuse.log" >&2; fail 'the compiler does not warn of a wrong number of inputs.'; }
echo '   a wrong number of inputs is warned of by the compiler (GLIA104)'
echo '-- the packages are good'
