// A service, a browser with its pages, and ways to look at both.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { Service, until } from './service.mjs';

const [, , root, executablePath] = process.argv;
const axe = readFileSync(
	createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic',
	'--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];

export const service = new Service(root);
await service.start();
export const browser = await chromium.launch({
	executablePath, args: flags, headless: true,
});
export const complaints = []; // of the browser's console
export const foreign = []; // requests to another host
// while one is expected the console may complain
export const outage = { expected: false };

export function listen(page) {
	page.on('console', (message) => {
		if (message.type() === 'error' && !outage.expected)
			complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	const check = (address) => {
		const { protocol, host } = new URL(address);
		if (protocol !== 'blob:' && host !== new URL(service.url).host)
			foreign.push(address);
	};
	page.on('request', (request) => check(request.url()));
	page.on('websocket', (socket) => check(socket.url()));
}

export async function open(path, locale = 'en-US', width = 1440, height = 1000) {
	const context = await browser.newContext({
		locale, viewport: { width, height },
	});
	const page = await context.newPage();
	page.setDefaultTimeout(20000);
	listen(page);
	await page.goto(service.url + path);
	if (path.startsWith('/ui'))
		await page.waitForSelector('#link[data-state=live]');
	return page;
}

export const get = async (path) => (await fetch(service.url + path)).json();

export const post = (path, body) => fetch(service.url + path, {
	method: 'POST', body: JSON.stringify(body),
	headers: { 'content-type': 'application/json' },
});

export async function raw() {
	const answer = await fetch(`${service.url}/api/data/matrix/raw`);
	return [...new Uint8Array(await answer.arrayBuffer())];
}

// the middle of every LED on the canvas, as it was painted
export const sample = (page) => page.evaluate(() => {
	const canvas = document.getElementById('matrix');
	const ctx = canvas.getContext('2d');
	const pitch = canvas.width / 16;
	const out = [];
	for (let i = 0; i < 256; i++) {
		const at = [i % 16, Math.floor(i / 16)].map(
			(k) => Math.floor((k + 0.5) * pitch));
		out.push(...ctx.getImageData(...at, 1, 1).data.slice(0, 3));
	}
	return out;
});

// the canvas shows what the service says, to a rounding
export const showsTruth = (page) => until('the canvas shows the matrix', async () => {
	const [seen, true_] = [await sample(page), await raw()];
	return seen.every((v, i) => Math.abs(v - true_[i]) <= 2);
});

export const said = (page) => page.locator('#said').textContent();

export async function finished(page) {
	await page.waitForSelector('#steps li:last-child[data-state=done]');
	await page.waitForSelector('#timings div');
}

export const picture = (page, color) => page.evaluate((fill) => {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 32;
	const ctx = canvas.getContext('2d');
	ctx.fillStyle = fill;
	ctx.fillRect(0, 0, 32, 32);
	return canvas.toDataURL('image/png').split(',')[1];
}, color);

export async function serious(page) {
	// the policy of the page is what keeps axe out, so it comes by the debugger
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => globalThis.axe.run());
	return violations
		.filter((v) => ['serious', 'critical'].includes(v.impact))
		.map((v) => `${v.id}: ${v.nodes[0].html}`);
}

export const noScroll = async (page) => {
	const [content, room] = await page.evaluate(() =>
		[document.documentElement.scrollWidth, innerWidth]);
	assert.ok(content <= room, `${content} px in ${room} px`);
};

export async function close() {
	await browser.close();
	await service.stop();
}
