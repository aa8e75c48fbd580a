#!/usr/bin/env bats
load helper

# pixels FILE [options]: the matrix as rows of r,g,b
pixels() {
	amb-downsample "${@:2}" "$1" |
		jq -r '.pixels[] | map(map(tostring) | join(",")) | join(" ")'
}

# exif FILE N: the JPEG on stdout, with EXIF orientation N
exif() {
	head -c 2 "$1"
	printf '\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01'
	printf '\x01\x12\0\x03\0\0\0\x01\0%b\0\0\0\0\0\0' "\\x0$2"
	tail -c +3 "$1"
}

# a 4x2 picture of eight colours, each 16x16 pixels
eight() {
	convert -size 4x2 xc: -depth 8 -fill '#ff0000' -draw 'point 0,0' \
		-fill '#00ff00' -draw 'point 1,0' -fill '#0000ff' -draw 'point 2,0' \
		-fill '#ffff00' -draw 'point 3,0' -fill '#00ffff' -draw 'point 0,1' \
		-fill '#ff00ff' -draw 'point 1,1' -fill '#804020' -draw 'point 2,1' \
		-fill '#204080' -draw 'point 3,1' -scale 64x32 "$@"
}

@test "amb-downsample: a one-pixel checker comes out as bright as it is" {
	convert -size 64x64 pattern:gray50 PNG24:checker.png
	run -0 --separate-stderr pixels checker.png -g 2x2
	[ "$output" = "188,188,188 188,188,188
188,188,188 188,188,188" ]
	[ -z "$stderr" ]
}

@test "amb-downsample: a pixel on the edge of a cell counts in parts" {
	convert -size 3x1 xc:black -fill white -draw 'point 1,0' PNG24:dot.png
	run -0 pixels dot.png -m stretch -g 2x1
	# a third of full light
	[ "$output" = "156,156,156 156,156,156" ]
}

@test "amb-downsample: what is empty stays dark, what is full stays full" {
	convert -size 256x256 xc:black -fill white \
		-draw 'rectangle 64,64 191,191' PNG24:square.png
	amb-downsample -g 4x4 -o raw square.png >bytes
	run -0 od -An -v -tu1 -w12 bytes
	[ "$output" = "   0   0   0   0   0   0   0   0   0   0   0   0
   0   0   0 255 255 255 255 255 255   0   0   0
   0   0   0 255 255 255 255 255 255   0   0   0
   0   0   0   0   0   0   0   0   0   0   0   0" ]
}

@test "amb-downsample: no value leaves the range of the picture" {
	convert -size 300x200 -seed 1 plasma:fractal -normalize +level 20%,80% \
		-depth 8 PNG24:plasma.png
	amb-downsample -g 64x64 plasma.png >out
	jq -e '[.pixels[][][]] | min >= 51 and max <= 204' out
}

@test "amb-downsample: every format gives the same picture" {
	local f
	eight PNG24:eight.png
	convert eight.png eight.gif
	convert eight.png -define webp:lossless=true eight.webp
	convert eight.png -sampling-factor 1x1 -quality 100 eight.jpg
	pixels eight.png -g 4x2 >want
	[ "$(cat want)" = "255,0,0 0,255,0 0,0,255 255,255,0
0,255,255 255,0,255 128,64,32 32,64,128" ]
	for f in eight.gif eight.webp; do
		pixels "$f" -g 4x2 | diff - want
	done
	pixels eight.jpg -g 4x2 >got
	paste -d' ' want got | awk -F'[ ,]' '{
		for (i = 1; i <= 12; i++)
			if (($i - $(i + 12)) ^ 2 > 9)
				exit 1 }'
}

@test "amb-downsample: bytes on standard input are read for the file -" {
	eight PNG24:eight.png
	amb-downsample -g 3x3 eight.png >want
	run -0 --separate-stderr amb-downsample -g 3x3 - <eight.png
	[ "$output" = "$(cat want)" ]
	run -0 --separate-stderr amb-downsample -g 3x3 - < <(cat eight.png)
	[ "$output" = "$(cat want)" ]
}

@test "amb-downsample: a name does not make a format" {
	eight PNG24:eight.jpg
	run -0 pixels eight.jpg -g 4x1 -m contain
}

@test "amb-downsample: all eight EXIF orientations are shown upright" {
	local how o=0
	eight -quality 100 -sampling-factor 1x1 upright.jpg
	exif upright.jpg 1 >one.jpg
	pixels one.jpg -g 4x4 >want
	for how in '-page +0+0' -flop '-rotate 180' -flip -transpose \
		'-rotate 270' -transverse '-rotate 90'; do
		o=$((o + 1))
		# shellcheck disable=SC2086 # two words
		convert upright.jpg $how +repage -quality 100 \
			-sampling-factor 1x1 turned.jpg
		exif turned.jpg $o >exif.jpg
		pixels exif.jpg -g 4x4 | awk -v f=want -F'[ ,]' '{
			getline line <f
			split(line, want, /[ ,]/)
			for (i = 1; i <= 12; i++)
				if (($i - want[i]) ^ 2 > 16)
					exit 1 }'
	done
}

@test "amb-downsample: an embedded profile is followed" {
	# red and green change places in this one
	convert -size 8x8 xc:'rgb(200,60,30)' \
		-profile "$fixtures/pictures/swapped.icc" PNG24:swapped.png
	run -0 pixels swapped.png -g 1x1
	[ "$output" = "57,201,24" ]
}

@test "amb-downsample: CMYK, grey, 16 bit and palettes become sRGB" {
	convert -size 8x8 xc:'rgb(200,60,30)' -colorspace CMYK -quality 100 c.jpg
	run -0 pixels c.jpg -g 1x1
	[[ $output =~ ^(199|200|201),(59|60|61),(29|30|31)$ ]]
	convert -size 8x8 xc:'gray(128)' -colorspace Gray g.jpg
	[ "$(pixels g.jpg -g 1x1)" = "128,128,128" ]
	convert -size 8x8 xc:'gray(77)' -colorspace Gray g.png
	[ "$(pixels g.png -g 1x1)" = "77,77,77" ]
	convert -size 8x8 xc:'rgb(200,60,30)' PNG48:deep.png
	[ "$(pixels deep.png -g 1x1)" = "200,60,30" ]
	convert -size 8x8 xc:'rgb(200,60,30)' PNG8:palette.png
	[ "$(pixels palette.png -g 1x1)" = "200,60,30" ]
}

@test "amb-downsample: what is transparent lies over black" {
	convert -size 4x4 xc:'rgba(255,255,255,0)' PNG32:clear.png
	[ "$(pixels clear.png -g 1x1)" = "0,0,0" ]
	convert -size 4x4 xc:'rgba(200,100,50,0.5)' PNG32:half.png
	[ "$(pixels half.png -g 1x1)" = "100,50,25" ]
	convert -size 4x4 xc:none clear.gif
	[ "$(pixels clear.gif -g 1x1)" = "0,0,0" ]
}

@test "amb-downsample: of an animation the first frame is shown" {
	convert -size 16x16 xc:red xc:lime xc:blue -loop 0 moving.gif
	[ "$(pixels moving.gif -g 1x1)" = "255,0,0" ]
	convert -size 16x16 xc:red xc:lime xc:blue -loop 0 \
		-define webp:lossless=true moving.webp
	[ "$(pixels moving.webp -g 1x1)" = "255,0,0" ]
}

@test "amb-downsample: interlaced and progressive files are read" {
	eight PNG24:eight.png
	pixels eight.png -g 4x2 >want
	convert eight.png -interlace PNG i.png
	pixels i.png -g 4x2 | diff - want
	convert eight.png -interlace GIF i.gif
	pixels i.gif -g 4x2 | diff - want
	convert eight.png -interlace JPEG i.jpg
	pixels i.jpg -g 4x2
}

@test "amb-downsample: a large JPEG is as bright as the same PNG" {
	convert -size 1000x700 -seed 5 plasma:tomato-navy PNG24:large.png
	convert large.png -quality 95 large.jpg
	amb-downsample -g 8x8 -o raw large.png | od -An -v -tu1 -w1 >want
	amb-downsample -g 8x8 -o raw large.jpg | od -An -v -tu1 -w1 >got
	paste want got | awk '($1 - $2) ^ 2 > 9 { exit 1 }'
}

@test "amb-downsample: one pixel fills any matrix, up to 64x64" {
	convert -size 1x1 xc:'rgb(9,99,199)' PNG24:one.png
	amb-downsample -g 64x64 one.png >out
	jq -e '.width == 64 and .height == 64 and (.pixels | length) == 64' out
	jq -e 'all(.pixels[][]; . == [9,99,199])' out
}

@test "amb-downsample: a picture smaller than the matrix keeps its pixels" {
	convert -size 2x1 xc:red -fill blue -draw 'point 1,0' PNG24:two.png
	run -0 pixels two.png -m stretch -g 5x2
	[ "$output" = "255,0,0 255,0,0 188,0,188 0,0,255 0,0,255
255,0,0 255,0,0 188,0,188 0,0,255 0,0,255" ]
}

@test "amb-downsample: contain, cover and stretch" {
	convert -size 30x10 xc:red \( -size 30x10 xc:lime \) \
		\( -size 30x10 xc:blue \) +append PNG24:flag.png
	run -0 pixels flag.png -g 3x3 -m contain
	[ "$output" = "0,0,0 0,0,0 0,0,0
255,0,0 0,255,0 0,0,255
0,0,0 0,0,0 0,0,0" ]
	run -0 pixels flag.png -g 2x2 -m cover
	[ "$output" = "0,255,0 0,255,0
0,255,0 0,255,0" ]
	run -0 pixels flag.png -g 3x2 -m stretch
	[ "$output" = "255,0,0 0,255,0 0,0,255
255,0,0 0,255,0 0,0,255" ]
	[ "$(amb-downsample -g 2x2 flag.png)" = \
		"$(amb-downsample -g 2x2 -m cover flag.png)" ]
}

@test "amb-downsample: icon fits what is lit, with a margin of one" {
	convert -size 96x64 xc:black -fill white \
		-draw 'rectangle 10,20 29,39' PNG24:spot.png
	amb-downsample -g 16x16 -m icon spot.png >out
	jq -e '[.pixels[1:15][][1:15][]] | all(. == [255,255,255])' out
	jq -e '[.pixels[0], .pixels[15], (.pixels | map(.[0], .[15]))[]] |
		flatten | all(. == 0)' out
	# on nothing instead of black; wider than high
	convert -size 96x64 xc:none -fill red \
		-draw 'rectangle 10,20 37,33' PNG32:spot.png
	amb-downsample -g 16x16 -m icon spot.png >out
	jq -e '[.pixels[5:11][][1:15][]] | all(. == [255,0,0])' out
	jq -e '.pixels[3] | flatten | all(. == 0)' out
	# nothing lit at all
	convert -size 9x9 xc:black PNG24:dark.png
	amb-downsample -g 4x4 -m icon dark.png | jq -e '.pixels | flatten | max == 0'
}

@test "amb-downsample: -s saturates, keeps the hue, and leaves grey alone" {
	convert -size 8x8 xc:'rgb(140,110,90)' PNG24:brown.png
	pixels brown.png -g 1x1 -s >got
	awk -F, '{ exit !($1 - $3 > 60 && $1 > $2 && $2 > $3) }' got
	convert -size 8x8 xc:'gray(90)' PNG24:grey.png
	[ "$(pixels grey.png -g 1x1 -s)" = "90,90,90" ]
	convert -size 8x8 xc:'rgb(255,0,0)' PNG24:red.png
	[ "$(pixels red.png -g 1x1 -s)" = "255,0,0" ]
}

@test "amb-downsample: scenes get their matrix and keep all else" {
	eight PNG24:eight.png
	printf '{"instruction":"a","x":1,"image":{"path":"%s/eight.png"}}\n' \
		"$PWD" >in
	cat in in >twice
	AMB_MATRIX=4x2 run -0 --separate-stderr amb-downsample <twice
	show
	[ "${#lines[@]}" -eq 2 ]
	[ -z "$stderr" ]
	jq -e '.x == 1 and .matrix.width == 4 and .matrix.height == 2 and
		.matrix.pixels[1][3] == [32,64,128] and
		.timings.downsample_s >= 0 and (has("errors") | not)' \
		<<<"${lines[1]}"
}

@test "amb-downsample: a scene chooses its fit, the command line wins" {
	convert -size 96x64 xc:black -fill white \
		-draw 'rectangle 10,20 29,39' PNG24:spot.png
	echo "{\"image\":{\"path\":\"$PWD/spot.png\",\"fit\":\"icon\"}}" >in
	amb-downsample <in | jq -e '.matrix.pixels[8][8] == [255,255,255]'
	amb-downsample -m stretch <in | jq -e '.matrix.pixels[8][8] == [0,0,0]'
	sed 's/icon/sideways/' in >bad
	run -65 --separate-stderr amb-downsample <bad
	jq -e '.errors[0].message | contains("image.fit")' <<<"$output"
}

@test "amb-downsample: a scene without a picture is passed on" {
	run -0 --separate-stderr amb-downsample <<<'{"plan":{"target":"strip"}}'
	jq -e 'has("matrix") or has("errors") | not' <<<"$output"
	# told already
	run -0 --separate-stderr amb-downsample \
		<<<'{"errors":[{"stage":"genimg","code":"timeout"}]}'
	jq -e '.errors | length == 1' <<<"$output"
	# not told
	run -65 --separate-stderr amb-downsample <<<'{"matrix":{"width":1}}'
	jq -e '.errors[0].stage == "downsample" and .errors[0].code == "bad_input"
		and .errors[0].retry == false and (has("matrix") | not)' \
		<<<"$output"
}

@test "amb-downsample: a missing file is no_input, 66; the next scene is served" {
	eight PNG24:eight.png
	printf '{"image":{"path":"%s/%s"}}\n' "$PWD" none.png "$PWD" eight.png >in
	run -66 --separate-stderr amb-downsample <in
	jq -e '.errors[0].code == "no_input"' <<<"${lines[0]}"
	jq -e '.matrix.width == 16' <<<"${lines[1]}"
	[[ $output != *"$PWD"*No\ such* ]]
	run -66 --separate-stderr amb-downsample none.png
	[ "$stderr" = \
		"amb-downsample: cannot read 'none.png': No such file or directory" ]
	run -66 --separate-stderr amb-downsample .
	mkfifo pipe
	run -66 --separate-stderr amb-downsample pipe
	[ "$stderr" = "amb-downsample: cannot read 'pipe': not a regular file" ]
}

@test "amb-downsample: hostile bytes are refused in one line, whatever their name" {
	local f
	mkdir hostile
	cd hostile
	echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' >svg.png
	printf 'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "|id"\n' >mvg.png
	echo '<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>' >msl.png
	echo 'push graphic-context' >mvg.jpg
	printf '%%!PS\nshowpage\n' >ps.gif
	printf 'P3 1 1 255 1 2 3\n' >ppm.png
	printf '\x89PNG\r\n\x1a\n' >magic.png
	printf '\xff\xd8\xff' >magic.jpg
	printf '\xff\xd8\xff\xe0\xff\xff\xff\xff\xff\xff' >marker.jpg
	printf 'GIF89a' >magic.gif
	printf 'RIFF\xff\xff\xff\xffWEBPVP8L' >magic.webp
	printf '\x89PNG\r\n\x1a\n<svg width="9" height="9"/>' >svg2.png
	printf 'GIF87a\0\0\0\0\0\0\0;' >empty.gif
	head -c 5000 /dev/urandom >noise.png
	: >zero.png
	convert -size 200x200 -seed 2 plasma: PNG24:cut.png
	convert cut.png cut.jpg
	convert cut.png -define webp:lossless=true cut.webp
	convert cut.png cut.gif
	for f in cut.*; do
		head -c $(($(stat -c %s "$f") / 2)) "$f" >"half.$f"
	done
	rm cut.*
	for f in *; do
		run -65 --separate-stderr amb-downsample "$f"
		show
		[ -z "$output" ]
		[ "${#stderr_lines[@]}" -eq 1 ]
		[[ $stderr == "amb-downsample: cannot "*" '$f': "* ]]
		[[ $stderr != *@* && $stderr != *"error/"* ]]
	done
}

@test "amb-downsample: a picture of too many pixels is refused before decoding" {
	local f
	printf 'GIF89a\x80\x3e\x80\x3e\0\0\0' >wide.gif
	printf ',\0\0\0\0\x80\x3e\x80\x3e\0\x08\x01\0\0;' >>wide.gif
	printf '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x3e\x80\0\0\x3e\x80' >wide.png
	printf '\x08\x02\0\0\0\xce\x1c\x48\x89\0\0\x20\0IDAT' >>wide.png
	head -c 8192 /dev/zero >>wide.png
	convert -size 16x16 xc:red wide.jpg
	# its frame header: ff c0, length, depth, height, width
	perl -0777 -pi -e 's/(\xff\xc0..\x08)..../$1\x3e\x80\x3e\x80/s' wide.jpg
	convert -size 6400x6400 xc:black -depth 1 -define png:compression-level=9 \
		bomb.png
	for f in wide.gif wide.png wide.jpg bomb.png; do
		run -65 --separate-stderr amb-downsample "$f"
		show
		[[ $stderr == *" over 40000000 pixels" ]]
	done
	convert -size 100x100 xc:red PNG24:small.png
	MAX_IMAGE_PIXELS=10000 run -0 --separate-stderr amb-downsample small.png
	MAX_IMAGE_PIXELS=9999 run -65 --separate-stderr amb-downsample small.png
	[ "$stderr" = "amb-downsample: cannot decode 'small.png': PNG of 100x100, over 9999 pixels" ]
}

@test "amb-downsample: -o raw writes width times height times three bytes" {
	convert -size 8x8 xc:'rgb(1,2,3)' PNG24:flat.png
	amb-downsample -o raw -g 5x7 flat.png >bytes
	[ "$(stat -c %s bytes)" -eq 105 ]
	[ "$(od -An -tu1 -N6 bytes)" = "   1   2   3   1   2   3" ]
}

@test "amb-downsample: bad usage exits 64 and says how" {
	local args
	for args in '-g 0x1 a' '-g 65x1 a' '-g 16 a' '-m big a' '-o xml a' '-Z' \
		'a b' '-o raw'; do
		# shellcheck disable=SC2086 # several words
		run -64 --separate-stderr amb-downsample $args </dev/null
		[ -z "$output" ]
		[[ $stderr == *"usage: amb-downsample "* ]]
	done
	run -0 --separate-stderr amb-downsample -h
	[[ $output == "usage: amb-downsample "* ]]
}

@test "amb-downsample: a full disk on stdout exits 74" {
	convert -size 8x8 xc:red PNG24:red.png
	run -74 --separate-stderr bash -c 'amb-downsample red.png >/dev/full'
	run -74 --separate-stderr bash -c 'echo "{}" | amb-downsample >/dev/full'
	run -74 --separate-stderr bash -c 'amb-downsample -h >/dev/full'
	run -74 --separate-stderr bash -c 'amb-downsample -V >/dev/full'
}

@test "amb-downsample: standard input that cannot be read exits 74" {
	for picture in "" -; do
		run -74 --separate-stderr bash -c "amb-downsample $picture <."
		[ "$stderr" = "amb-downsample: cannot read standard input: Is a directory" ]
	done
}

@test "amb-downsample: a bad setting exits 78 and names it" {
	AMB_MATRIX=16 run -78 --separate-stderr amb-downsample x.png
	[[ $stderr == *AMB_MATRIX* ]]
}

@test "amb-downsample: without a process to decode in it exits 75" {
	# the sanitizer needs a process too
	export ASAN_OPTIONS=detect_leaks=0
	convert -size 8x8 xc:red PNG24:red.png
	local run=(bash -c 'ulimit -u 0; exec amb-downsample "$@"' -)
	if [ "$(id -u)" = 0 ]; then
		run=(setpriv --reuid=65534 --clear-groups "${run[@]}")
		chmod 755 .
	fi
	"${run[@]}" -h || skip "tools out of reach for nobody"
	grep -q ELF "$(command -v amb-downsample)" || skip "not under valgrind"
	run -75 --separate-stderr "${run[@]}" red.png
	[[ $stderr == "amb-downsample: cannot decode 'red.png': "* ]]
}

@test "amb-downsample: a picture that memory cannot hold costs no other scene" {
	(ulimit -v 100000 && amb-downsample -h) || skip "too little for a sanitizer"
	convert -size 4000x4000 xc:red large.gif
	convert -size 8x8 xc:red PNG24:small.png
	printf '{"image":{"path":"%s/%s"}}\n' "$PWD" large.gif "$PWD" small.png >in
	run -65 --separate-stderr bash -c 'ulimit -v 100000; amb-downsample <in'
	show
	jq -e '.errors[0].code == "bad_input"' <<<"${lines[0]}"
	jq -e '.matrix.width == 16' <<<"${lines[1]}"
}

@test "amb-downsample: of a large PNG a few rows are in memory" {
	local how
	(ulimit -v 100000 && amb-downsample -h) || skip "too little for a sanitizer"
	for how in none PNG; do
		convert -size 4000x4000 xc:'rgb(1,2,3)' \
			-interlace $how PNG24:large.png
		run -0 bash -c 'ulimit -v 100000
			amb-downsample -g 1x1 -m icon -o raw large.png | od -An -tu1'
		[ "$output" = "   1   2   3" ]
	done
}

# kinds: PNGs of every colour type and depth, with and without alpha
kinds() {
	local d
	convert -size 97x61 -seed 3 plasma:tomato-navy base.png
	convert base.png -size 97x61 gradient:white-black \
		-compose CopyOpacity -composite alpha.png
	for d in 8 16; do
		convert base.png -define png:bit-depth=$d -define png:color-type=2 rgb$d.png
		convert alpha.png -define png:bit-depth=$d -define png:color-type=6 rgba$d.png
		convert alpha.png -colorspace Gray -define png:bit-depth=$d \
			-define png:color-type=4 ga$d.png
	done
	for d in 1 2 4 8 16; do
		convert base.png -colorspace Gray -depth $d -define png:bit-depth=$d \
			-define png:color-type=0 grey$d.png
	done
	for d in 1 2 4 8; do
		convert base.png -colors $((1 << d)) -type Palette \
			-define png:bit-depth=$d PNG8:palette$d.png
	done
	convert base.png -colors 9 PNG8:nine.png
	convert nine.png -transparent \
		"$(convert nine.png -format '%[pixel:p{9,9}]' info:)" PNG8:trns.png
	rm base.png alpha.png nine.png
}

@test "amb-downsample: every kind of PNG is what ImageMagick makes of it" {
	local f g m magick
	magick=$(dirname "$(command -v amb-genimg-bfl)")/amb-downsample-magick
	kinds
	for f in *.png; do
		convert "$f" -interlace PNG "interlaced-$f"
	done
	for f in *.png; do
		for g in 16x16 5x7; do
			for m in cover icon; do
				amb-downsample -g $g -m $m -o raw "$f" >got
				"$magick" -g $g -m $m <"$f" >want
				cmp got want
			done
		done
	done
	[ "$(echo *.png | wc -w)" -eq 32 ]
}

@test "amb-downsample: a PNG whose codes are light is made sRGB" {
	convert -size 8x8 xc:'rgb(100,100,100)' -define png:exclude-chunks=all \
		PNG24:plain.png
	[ "$(pixels plain.png -g 1x1)" = "100,100,100" ]
	# after the header, gAMA of 1
	{
		head -c 33 plain.png
		printf '\0\0\0\x04gAMA\0\x01\x86\xa0\x31\xe8\x96\x5f'
		tail -c +34 plain.png
	} >linear.png
	[ "$(pixels linear.png -g 1x1)" = "168,168,168" ]
}

@test "amb-downsample: without its helper other formats are unavailable, 75" {
	convert -size 8x8 xc:red PNG24:red.png
	convert red.png red.jpg
	mkdir bin
	cp "$(command -v amb-downsample)" bin
	grep -q ELF bin/amb-downsample || skip "not under valgrind"
	bin/amb-downsample red.png
	run -75 --separate-stderr bin/amb-downsample red.jpg
	show
	[ "$stderr" = "amb-downsample: cannot decode 'red.jpg': cannot run amb-downsample-magick: No such file or directory" ]
}

@test "amb-downsample-magick: the bytes of a matrix, or why there is none" {
	local magick
	magick=$(dirname "$(command -v amb-genimg-bfl)")/amb-downsample-magick
	convert -size 8x8 xc:'rgb(1,2,3)' lossless.png
	[ "$("$magick" -g 2x1 <lossless.png | od -An -tu1)" = "   1   2   3   1   2   3" ]
	run -65 --separate-stderr "$magick" <<<"GIF89a"
	[ "$output" = "damaged GIF" ]
	run -65 --separate-stderr "$magick" </dev/null
	[ "$output" = "not a PNG, JPEG, GIF or WebP" ]
	run -64 --separate-stderr "$magick" -g 0x1 </dev/null
	run -64 --separate-stderr "$magick" x </dev/null
	run -74 --separate-stderr bash -c "'$magick' >/dev/full <lossless.png"
	run -74 --separate-stderr "$magick" <.
	AMB_MATRIX=16 run -78 --separate-stderr "$magick" <lossless.png
}
