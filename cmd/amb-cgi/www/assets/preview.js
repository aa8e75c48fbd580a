// A light as a small picture, with the colours of its strip below.
import { make, hex } from './dom.js';

function thumbnail(matrix) {
	const canvas = make('canvas', { width: 1, height: 1 });
	canvas.setAttribute('aria-hidden', 'true');
	if (!matrix)
		return canvas;
	canvas.width = matrix.width;
	canvas.height = matrix.height;
	const ctx = canvas.getContext('2d');
	matrix.pixels.forEach((row, y) => row.forEach((rgb, x) => {
		ctx.fillStyle = hex(rgb);
		ctx.fillRect(x, y, 1, 1);
	}));
	return canvas;
}

function hue(strip) {
	const bar = make('div', { className: 'hue' });
	const colors = (strip.colors || []).map((c) => hex(c.rgb));
	if (colors.length)
		bar.style.background = colors.length > 1
			? `linear-gradient(90deg, ${colors.join(', ')})` : colors[0];
	return bar;
}

// tile(light, text, ...children): an item of a list of lights
export const tile = ({ matrix, strip }, text, ...children) =>
	make('li', {}, thumbnail(matrix), hue(strip),
		make('b', { title: text }, text), ...children);
