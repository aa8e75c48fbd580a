// Power and brightness on the panel.  usage: controls.mjs ROOT BROWSER
import assert from 'node:assert/strict';
import { run, until } from './service.mjs';
import {
	close, complaints, get, open, outage, post, raw, sample, serious, showsTruth,
} from './stage.mjs';

const parts = ['matrix', 'strip'];
const power = async () => (await get('/api/app/power')).power;
const brightness = async () => (await get('/api/app/brightness')).brightness;
const input = (page, part, kind) => page.locator(`#${part}-${kind}`);
const value = async (page, part) =>
	Number(await input(page, part, 'brightness').inputValue());

// from left to right for that long, faster than can be sent: what was set, and
// what the slider showed just before the next
const drag = (page, part, ms) => page.evaluate(([id, length]) => {
	const slider = document.getElementById(id);
	const begin = performance.now();
	const set = [];
	const shown = [];
	return new Promise((done) => {
		const timer = setInterval(() => {
			const k = Math.min(1, (performance.now() - begin) / length);
			shown.push(slider.value);
			slider.value = Math.round(5 + 90 * k);
			slider.dispatchEvent(new Event('input', { bubbles: true }));
			set.push(slider.value);
			if (k < 1)
				return;
			clearInterval(timer);
			done({ set, shown });
		}, 5);
	});
}, [`${part}-brightness`, ms]);

// when the page has sent its last requests there, in ms
const times = (page, path) => page.evaluate((end) =>
	performance.getEntriesByType('resource')
		.filter(({ name }) => name.endsWith(end))
		.map(({ startTime }) => startTime), path);

await post('/api/app/submit',
	{ instruction: 'a red heart, the strip breathing pink' });
await until('it is lit', async () => (await raw()).some((v) => v > 200));
const panel = await open('/ui');

await run({
	async inView() {
		const text = 'sunset over the sea and '.repeat(12);
		await post('/api/app/submit', { instruction: text });
		for (const [width, height] of [[390, 844], [1280, 800]]) {
			for (const locale of ['en-US', 'zh-CN']) {
				const page = await open('/ui', locale, width, height);
				await until('the caption is there', async () =>
					await page.locator('#now b').textContent() !== '');
				for (const part of parts) {
					for (const kind of ['power', 'brightness']) {
						const box = await input(page, part, kind).boundingBox();
						assert.ok(box.y + box.height <= height &&
							box.x + box.width <= width, `${part} ${kind}`);
						// it is not below something else
						await input(page, part, kind).click({ trial: true });
					}
				}
				await page.context().close();
			}
		}
	},

	async keyboard() {
		const matrix = panel.getByRole('switch', { name: 'Matrix' });
		const strip = panel.getByRole('switch', { name: 'Strip' });
		const slider = panel.getByRole('slider', { name: 'Brightness: Strip' });
		await strip.focus();
		await panel.keyboard.press('Space');
		await until('the strip is off', async () => !(await power()).strip);
		assert.ok((await power()).matrix);
		assert.ok(await matrix.isChecked());
		await panel.keyboard.press('Tab');
		assert.ok(await slider.evaluate((e) => e === document.activeElement));
		await panel.keyboard.press('End');
		for (let i = 0; i < 3; i++)
			await panel.keyboard.press('ArrowLeft');
		await until('three less', async () =>
			(await brightness()).strip === 0.97);
		assert.equal(await slider.getAttribute('aria-valuetext'), '97 %');
		assert.equal((await brightness()).matrix, 1);
		assert.deepEqual(await serious(panel), []);
		await strip.press('Space');
		await until('the strip is on', async () => (await power()).strip);
	},

	async preview() {
		for (const by of [0.5, 0.3, 0.125]) {
			await post('/api/app/brightness', { matrix: by });
			await until('the slider follows', async () =>
				await value(panel, 'matrix') === Math.round(by * 100));
			await showsTruth(panel);
			const { matrix } = await get('/api/app/state');
			const shown = await panel.evaluate(async (source) =>
				(await import('/assets/output.js')).dimmed(source)
					.pixels.flat(2), matrix);
			assert.deepEqual(shown, await raw());
		}
		await post('/api/app/power', { matrix: false });
		await until('all is dark', async () =>
			(await sample(panel)).every((v) => v === 0));
		assert.match(await panel.getAttribute('#matrix', 'aria-label'),
			/\b0 of 256 lit/);
		await post('/api/app/power', { matrix: true });
		await showsTruth(panel);
		await post('/api/app/brightness', { matrix: 1 });
	},

	async drag() {
		await panel.evaluate(() => performance.clearResourceTimings());
		const { set, shown } = await drag(panel, 'matrix', 2000);
		await until('the last value is set', async () =>
			(await brightness()).matrix === 0.95);
		const sent = await times(panel, '/api/app/brightness');
		const pauses = sent.slice(1).map((at, i) => at - sent[i]);
		assert.ok(sent.length > 1 && sent.length < set.length / 2);
		assert.ok(pauses.every((ms) => ms > 95), `${pauses} ms`);
		// no event of an older value has moved it back
		assert.deepEqual(shown.slice(1), set.slice(0, -1));
		await showsTruth(panel);
		assert.equal(await value(panel, 'matrix'), 95);
	},

	async others() {
		const phone = await open('/ui', 'zh-CN', 390, 844);
		await input(phone, 'strip', 'power').press('Space');
		await until('the other panel follows', async () =>
			!await input(panel, 'strip', 'power').isChecked());
		await input(panel, 'strip', 'brightness').fill('40');
		await until('and the first', async () =>
			await value(phone, 'strip') === 40);
		await phone.reload(); // then by the first message
		await until('it is as it was', async () =>
			await value(phone, 'strip') === 40 &&
			!await input(phone, 'strip', 'power').isChecked());
		assert.match(await phone.getAttribute('#strip', 'aria-label'), /不亮/);
		await input(phone, 'strip', 'power').press('Space');
		await until('both are on', async () =>
			await input(panel, 'strip', 'power').isChecked());
		await phone.context().close();
	},

	async off() {
		await panel.locator('#sentence').fill('turn the strip off');
		await panel.locator('#ask button').click();
		await until('the strip is off', async () =>
			!await input(panel, 'strip', 'power').isChecked());
		const { items } = await get('/api/app/history');
		assert.equal(await panel.locator('#said').textContent(),
			items[0].speakable_reason);
		assert.deepEqual(await panel.locator('#steps li')
			.evaluateAll((all) => all.map((li) => li.dataset.state)),
		['done', 'done']);
		await input(panel, 'strip', 'power').press('Space');
		await until('the strip is on', async () => (await power()).strip);
	},

	async refused() {
		outage.expected = true;
		await panel.route('**/api/app/power', (route) => route.fulfill({
			status: 422, json: { detail: "'matrix' must be <b>so</b>" },
		}));
		await input(panel, 'matrix', 'power').press('Space');
		await until('it is told', async () =>
			(await panel.locator('#lights-trouble').textContent())
				.includes("'matrix' must be <b>so</b>"));
		assert.ok(await input(panel, 'matrix', 'power').isChecked());
		await panel.unroute('**/api/app/power');
		outage.expected = false;
	},

	async unfed() {
		// without events the files are shown, which are scaled already
		const page = await open('/ui');
		await page.routeWebSocket(/\/ws\?/, (socket) => socket.close());
		await page.reload();
		await page.waitForSelector('#link[data-state=lost]');
		await post('/api/app/brightness', { matrix: 0.5, strip: 0.5 });
		await until('it is found', async () =>
			await value(page, 'matrix') === 50);
		await showsTruth(page);
		const { strip } = await get('/api/app/state');
		assert.equal(await page.inputValue('#brightness'),
			String(Math.round(strip.command.brightness * 100)));
		await page.context().close();
	},

	async controlsQuiet() {
		assert.deepEqual(complaints, []);
	},
});

await close();
