// Small helpers for the page's elements.
export const $ = (id) => document.getElementById(id);

// make('li', {className: 'x', ...}, child, ...): an element; children that are
// null are passed over
export function make(name, props = {}, ...children) {
	const e = Object.assign(document.createElement(name), props);
	e.append(...children.filter((c) => c !== null && c !== undefined));
	return e;
}

// refill(list, child, ...): other children; the focus stays where it was, by
// data-key, or goes to the list
export function refill(list, ...children) {
	const held = list.contains(document.activeElement)
		? document.activeElement.dataset.key : null;
	list.replaceChildren(...children);
	if (held)
		([...list.querySelectorAll('[data-key]')]
			.find((e) => e.dataset.key === held) || list)
			.focus({ preventScroll: true });
}

// soon(work): a function that does it a little later, once for many calls
export function soon(work) {
	let timer = 0;
	return () => {
		clearTimeout(timer);
		timer = setTimeout(work, 120);
	};
}

export const hex = (rgb) =>
	'#' + rgb.map((v) => v.toString(16).padStart(2, '0')).join('');

export const rgbOf = (text) =>
	[1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16));

export function duration(s) {
	if (s < 0.001)
		return '< 1 ms';
	return s < 1 ? `${Math.round(s * 1000)} ms` : `${s.toFixed(1)} s`;
}

export function swatch(color) {
	const spot = make('i');
	spot.style.backgroundColor = hex(color.rgb);
	return make('span', { className: 'swatch' }, spot,
		color.name || hex(color.rgb));
}

// pretty(document): JSON, indented, but numbers side by side
export const pretty = (document) => JSON.stringify(document, null, 2)
	.replace(/\[[\s\d,.]+\]/g, (list) => list.replace(/\s+/g, ''))
	.replace(/\[\s+(?=\[\d)/g, '[').replace(/(\d\]),\s+(?=\[)/g, '$1,');
