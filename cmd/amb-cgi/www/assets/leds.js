// LEDs on a canvas.  The middle of each is exactly its colour.
const fade = 320; // ms
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const fancy = 1024; // LEDs up to which each is drawn with a rim

const css = (rgb, i, part = 1) =>
	`rgb(${rgb[i] * part} ${rgb[i + 1] * part} ${rgb[i + 2] * part})`;

// the same colours as a small picture, to be drawn large and soft
function soft(rgb, width, height) {
	const small = document.createElement('canvas');
	small.width = width;
	small.height = height;
	const ctx = small.getContext('2d');
	const image = ctx.createImageData(width, height);
	for (let i = 0, j = 0; i < width * height * 4; i += 4, j += 3) {
		image.data[i] = rgb[j];
		image.data[i + 1] = rgb[j + 1];
		image.data[i + 2] = rgb[j + 2];
		image.data[i + 3] = 255;
	}
	ctx.putImageData(image, 0, 0);
	return small;
}

function dot(ctx, x, y, radius, rgb, i, rim) {
	const dark = Math.max(rgb[i], rgb[i + 1], rgb[i + 2]) < 6;
	if (rim && !dark) {
		const dome = ctx.createRadialGradient(x, y, radius * 0.55, x, y, radius);
		dome.addColorStop(0, css(rgb, i));
		dome.addColorStop(1, css(rgb, i, 0.72));
		ctx.fillStyle = dome;
	} else {
		ctx.fillStyle = css(rgb, i);
	}
	ctx.beginPath();
	ctx.arc(x, y, radius, 0, 2 * Math.PI);
	ctx.fill();
	if (dark) {
		ctx.strokeStyle = '#1d212a';
		ctx.stroke();
	}
}

class Board {
	constructor(canvas) {
		this.canvas = canvas;
		this.ctx = canvas.getContext('2d', { alpha: false });
		new ResizeObserver(() => this.resize()).observe(canvas);
		this.resize();
	}

	resize() {
		const scale = Math.min(devicePixelRatio || 1, 2);
		const box = this.canvas.getBoundingClientRect();
		this.canvas.width = Math.max(1, Math.round(box.width * scale));
		this.canvas.height = Math.max(1, Math.round(box.height * scale));
		this.draw();
	}

	clear() {
		this.ctx.fillStyle = '#050608';
		this.ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
	}
}

export class Matrix extends Board {
	// show(matrix): {width, height, pixels}, by a short fade; null for none
	show(matrix) {
		const to = matrix && Uint8ClampedArray.from(matrix.pixels.flat(2));
		const same = to && this.to?.length === to.length &&
			this.width === matrix.width;
		if (same && to.every((v, i) => v === this.to[i]))
			return;
		cancelAnimationFrame(this.next);
		if (!matrix) {
			this.to = this.rgb = null;
			this.canvas.dataset.state = 'none';
			this.draw();
			return;
		}
		this.from = same ? this.rgb : to;
		this.to = to;
		this.width = matrix.width;
		this.height = matrix.height;
		this.canvas.parentElement.style.setProperty('--ratio',
			matrix.width / matrix.height);
		this.begin = performance.now();
		if (!same || calm.matches || document.hidden || to.length > 3 * fancy)
			this.begin -= fade;
		this.canvas.dataset.state = 'fading';
		this.step(performance.now());
	}

	step(now) {
		const part = Math.min(1, Math.max(0, (now - this.begin) / fade));
		const { from, to } = this;
		this.rgb = part === 1 ? to
			: to.map((v, i) => from[i] + (v - from[i]) * part);
		this.draw();
		if (part < 1)
			this.next = requestAnimationFrame((at) => this.step(at));
		else
			this.canvas.dataset.state = 'settled';
	}

	// lit(): how many are not dark
	lit() {
		let n = 0;
		for (let i = 0; i < this.to.length; i += 3)
			n += this.to[i] + this.to[i + 1] + this.to[i + 2] > 0;
		return n;
	}

	draw() {
		this.clear();
		if (!this.rgb)
			return;
		const { ctx, canvas, rgb, width, height } = this;
		const pitch = Math.min(canvas.width / width, canvas.height / height);
		const left = (canvas.width - pitch * width) / 2;
		const top = (canvas.height - pitch * height) / 2;
		ctx.imageSmoothingQuality = 'high';
		ctx.globalAlpha = 0.42;
		ctx.drawImage(soft(rgb, width, height), left, top, pitch * width,
			pitch * height);
		ctx.globalAlpha = 1;
		ctx.lineWidth = Math.max(1, pitch / 26);
		const rim = width * height <= fancy;
		for (let i = 0; i < width * height; i++)
			dot(ctx, left + (i % width + 0.5) * pitch,
				top + (Math.floor(i / width) + 0.5) * pitch, pitch * 0.39, rgb,
				i * 3, rim);
	}
}

export class Strip extends Board {
	// show(bytes): R, G, B of each LED; none of them without light
	show(bytes) {
		this.rgb = bytes;
		this.count = bytes.length / 3;
		this.canvas.dataset.leds = this.count;
		if (!this.next)
			this.next = requestAnimationFrame(() => {
				this.next = 0;
				this.draw();
			});
	}

	// as many as have room, spread over all of them
	sample(room) {
		const n = Math.min(this.count, room);
		const rgb = new Uint8Array(n * 3);
		for (let i = 0; i < n; i++) {
			const at = Math.floor((2 * i + 1) * this.count / (2 * n)) * 3;
			rgb.set(this.rgb.subarray(at, at + 3), i * 3);
		}
		return rgb;
	}

	draw() {
		this.clear();
		if (!this.count)
			return;
		const { ctx, canvas } = this;
		const margin = canvas.height * 0.4;
		const width = canvas.width - 2 * margin;
		const scale = canvas.width / this.canvas.clientWidth || 1;
		const rgb = this.sample(Math.max(1, Math.floor(width / (9 * scale))));
		const n = rgb.length / 3;
		const pitch = width / n;
		ctx.imageSmoothingQuality = 'high';
		ctx.globalAlpha = 0.55;
		ctx.drawImage(soft(rgb, n, 1), 0, 0, canvas.width, canvas.height);
		ctx.globalAlpha = 1;
		ctx.lineWidth = 1;
		const radius = Math.min(pitch * 0.42, canvas.height * 0.26);
		for (let i = 0; i < n; i++)
			dot(ctx, margin + (i + 0.5) * pitch, canvas.height / 2, radius, rgb,
				i * 3, false);
	}
}
