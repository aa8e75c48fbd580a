// The panel in a real browser.  usage: panel.mjs ROOT BROWSER [FOLDER]
// With a FOLDER, two screenshots are put there.
import assert from 'node:assert/strict';
import { run, until } from './service.mjs';
import {
	browser, close, complaints, finished, foreign, get, listen, noScroll, open,
	outage, picture, post, raw, said, serious, service, showsTruth,
} from './stage.mjs';

const [, , , , folder] = process.argv;
const panel = await open('/ui');

await run({
	async sentence() {
		await panel.keyboard.press('Tab'); // to the link that skips the bar
		await panel.keyboard.press('Enter');
		await panel.keyboard.press('Tab');
		await panel.locator('#sentence').focus();
		await panel.keyboard.type('sunset over the sea');
		await panel.keyboard.press('Enter');
		await finished(panel);
		assert.ok((await raw()).some((v) => v > 200));
		await showsTruth(panel);
		const [newest] = (await get('/api/app/history')).items;
		assert.equal(newest.instruction, 'sunset over the sea');
		assert.equal(await said(panel), newest.speakable_reason);
		assert.match(await panel.locator('#understood').textContent(),
			/matrix and strip/);
		assert.ok(await panel.locator('#timings div').count() >= 4);
		await until('the caption tells it', async () =>
			(await panel.locator('#now').textContent())
				.startsWith('sunset over the sea'));
	},

	async progress() {
		const states = await panel.locator('#steps li')
			.evaluateAll((items) => items.map((li) => li.dataset.state));
		assert.deepEqual(states, ['done', 'done', 'done', 'done']);
		// no news, and the record says that it is being painted
		let painting = true;
		const page = await browser.newPage();
		listen(page);
		await page.routeWebSocket(/\/ws\?/, (socket) => {
			socket.connectToServer().onMessage((text) => {
				if (text.includes('"type":"state"'))
					socket.send(text);
			});
		});
		await page.route('**/api/jobs/*', async (route) => {
			const job = await (await route.fetch()).json();
			if (painting) {
				job.state = 'running';
				delete job.scene.matrix;
			}
			await route.fulfill({ json: job });
		});
		await page.goto(`${service.url}/ui`);
		await page.locator('#examples button').nth(1).click();
		await page.waitForSelector('#steps li[data-state=now]');
		await until('the strip is lit', async () =>
			(await page.locator('#steps li[data-state=done]').count()) === 2);
		assert.equal(await page.locator('#steps [aria-current=step]')
			.textContent(), 'Painting');
		painting = false;
		await finished(page);
		await page.close();
	},

	async degraded() {
		await panel.route('**/api/jobs/*', async (route) => {
			const job = await (await route.fetch()).json();
			job.scene.errors = [{
				stage: 'plan', code: 'timeout', retry: true, message: 'x',
			}];
			await route.fulfill({ json: job });
		});
		await panel.locator('#sentence').fill('green forest');
		await panel.locator('#ask button').click();
		await until('the fault is told in plain words', async () =>
			(await panel.locator('#notes').textContent())
				.includes('it took too long'));
		await panel.unroute('**/api/jobs/*');
		await finished(panel);
	},

	async hostile() {
		await panel.locator('#sentence').fill('<img src=x onerror=alert(1)> red');
		await panel.locator('#ask button').click();
		await until('it is text', async () =>
			(await panel.locator('#now b').textContent()).startsWith('<img'));
		assert.equal(await panel.locator('#now img, #answer img').count(), 0);
	},

	async picture() {
		const buffer = Buffer.from(await picture(panel, '#2080e0'), 'base64');
		await panel.setInputFiles('#file',
			{ name: 'blue.png', mimeType: 'image/png', buffer });
		await panel.waitForSelector('#preview-image');
		await until('the preview is loaded', () => panel.evaluate(() =>
			document.getElementById('preview-image').naturalWidth === 32));
		await panel.locator('#preview .main').click();
		await until('it is told', async () =>
			(await panel.locator('#picture-done').textContent())
				.includes('blue.png'));
		const bytes = await raw();
		assert.ok(Math.abs(bytes[0] - 0x20) < 6 && Math.abs(bytes[2] - 0xe0) < 6);
		await showsTruth(panel);
		// what is dropped is taken likewise; what is no picture is refused
		await panel.evaluate(() => {
			const data = new DataTransfer();
			data.items.add(new File(['no'], 'note.txt', { type: 'text/plain' }));
			document.dispatchEvent(new DragEvent('drop',
				{ bubbles: true, cancelable: true, dataTransfer: data }));
		});
		assert.match(await panel.locator('#picture-trouble').textContent(),
			/not a PNG/);
		await panel.evaluate((base64) => {
			const bytes64 = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
			const data = new DataTransfer();
			data.items.add(new File([bytes64], 'drop.png', { type: 'image/png' }));
			document.dispatchEvent(new DragEvent('drop',
				{ bubbles: true, cancelable: true, dataTransfer: data }));
		}, buffer.toString('base64'));
		assert.equal(await panel.locator('#preview-name').textContent(),
			'drop.png');
		await panel.locator('#preview-drop').click();
	},

	async strip() {
		await panel.locator('#modes label').first().click(); // static
		while (await panel.locator('#colors button:visible').count() > 1)
			await panel.locator('#colors span button:visible').first().click();
		await panel.locator('#colors input').first().fill('#ff0040');
		await panel.locator('#brightness').fill('100');
		await panel.locator('#leds').fill('12');
		await panel.locator('#editor .main').click();
		await until('it is told', () =>
			panel.locator('#editor-done').textContent());
		const { command } = await get('/api/data/strip/command');
		assert.equal(command.mode, 'static');
		assert.deepEqual(command.colors.map((c) => c.rgb), [[255, 0, 64]]);
		assert.equal(command.brightness, 1);
		assert.equal(command.led_count, 12);
		await panel.waitForSelector('#strip[data-leds="12"]');
		await until('the strip has that colour', () => panel.evaluate(() => {
			const canvas = document.getElementById('strip');
			const margin = canvas.height * 0.4;
			const x = margin + (canvas.width - 2 * margin) * 0.5 / 12;
			const [r, g, b] = canvas.getContext('2d').getImageData(
				Math.floor(x), Math.floor(canvas.height / 2), 1, 1).data;
			return r > 252 && g < 3 && Math.abs(b - 64) < 3;
		}));
	},

	async undo() {
		const before = (await get('/api/app/history')).items;
		await until('the history is shown', async () =>
			await panel.locator('#past li').count() === before.length);
		await panel.locator('#undo').click(); // the strip
		await until('one less', async () =>
			(await get('/api/app/history')).count === before.length - 1);
		await until('the panel knows', async () =>
			await panel.locator('#past li').count() === before.length - 1);
		await panel.locator('#undo').click(); // the picture
		await until('the picture is gone', async () => {
			const bytes = await raw();
			return bytes[2] !== 0xe0 || bytes[0] !== 0x20;
		});
		await showsTruth(panel);
		const { command } = await get('/api/data/strip/command');
		assert.notEqual(command.led_count, 12);
		// the button is off while a step is under way, and for good at the end
		let n;
		while ((n = await panel.locator('#past li').count()) > 1) {
			await panel.locator('#undo').click();
			await until('a step', async () =>
				await panel.locator('#past li').count() < n);
		}
		await until('nothing is left to undo', async () =>
			!await panel.locator('#undo').isEnabled());
		assert.equal((await get('/api/app/history')).count, 1);
		await showsTruth(panel);
	},

	async zone() {
		outage.expected = true; // a zone that is not there yet is a 404
		await panel.locator('#zone').fill('attic');
		await panel.locator('#zone').press('Enter');
		await panel.waitForSelector('#link[data-state=empty]');
		await panel.locator('#sentence').fill('white star');
		await panel.locator('#ask button').click();
		await panel.waitForSelector('#link[data-state=live]');
		await finished(panel);
		assert.match(panel.url(), /zone=attic/);
		assert.equal((await get('/api/app/history')).count, 1);
		assert.equal((await get('/api/app/history?zone=attic')).items[0]
			.instruction, 'white star');
		await panel.locator('#zone').fill('main');
		await panel.locator('#zone').press('Enter');
		await panel.waitForSelector('#link[data-state=live]');
		outage.expected = false;
		await showsTruth(panel);
	},

	async reconnect() {
		outage.expected = true;
		await service.stop();
		await panel.waitForSelector('#link[data-state=lost]');
		await panel.locator('#sentence').fill('red heart');
		await panel.locator('#ask button').click();
		await until('it is told', async () =>
			(await panel.locator('#ask-trouble').textContent())
				.includes('cannot be reached'));
		await service.start();
		await panel.waitForSelector('#link[data-state=live]');
		outage.expected = false;
		await post('/api/app/submit', { instruction: 'red heart' });
		await until('it is lit', async () => (await raw()).some((v) => v > 200));
		await showsTruth(panel); // nobody touched the panel: it came by the feed
	},

	async languages() {
		const page = await open('/ui', 'zh-CN');
		const texts = () => page.evaluate(() =>
			[...document.querySelectorAll('[data-t]')].map((e) => e.textContent));
		assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
		assert.equal(await page.title(), 'amb：一句话，变成光');
		await page.locator('#examples button').first().click();
		await finished(page);
		assert.match(await said(page), /[一-龥]/);
		await showsTruth(page);
		const chinese = await texts();
		assert.ok(chinese.every((text) => text.trim()));
		await page.locator('#language').click();
		assert.equal(await page.getAttribute('html', 'lang'), 'en');
		const english = await texts();
		english.forEach((text, i) => {
			assert.ok(text.trim());
			assert.doesNotMatch(text, /[一-龥]/);
			assert.ok(text !== chinese[i] || /JSON|API/.test(text), text);
		});
		await page.reload(); // it is remembered
		assert.equal(await page.getAttribute('html', 'lang'), 'en');
		await page.context().close();
	},

	async widths() {
		for (const locale of ['en-US', 'zh-CN']) {
			for (const width of [320, 768, 1440]) {
				const page = await open('/ui', locale, width, 800);
				await page.locator('#examples button').first().click();
				await finished(page);
				await noScroll(page);
				if (folder && width !== 768 && (width === 320) ===
					(locale === 'zh-CN')) {
					await showsTruth(page);
					await page.setViewportSize({
						width: width === 320 ? 390 : 1440,
						height: width === 320 ? 1240 : 1160,
					});
					await page.evaluate(() => {
						document.activeElement.blur();
						scrollTo(0, 0);
					});
					await page.mouse.move(2, 2);
					await new Promise((wake) => setTimeout(wake, 500));
					await page.screenshot({ path: `${folder}/ui-${
						width === 320 ? 'phone' : 'desktop'}.png` });
				}
				await page.context().close();
			}
		}
		const page = await open('/docs', 'en-US', 320);
		await page.locator('#stripCommand summary').click();
		await noScroll(page);
		await page.context().close();
	},

	async docs() {
		const page = await open('/docs');
		await page.locator('#healthz summary').click();
		await page.locator('#healthz button.main').click();
		await until('it is answered', async () =>
			(await page.locator('#healthz .try + pre').textContent())
				.startsWith('200 OK'));
		await page.locator('#events summary').click();
		await page.locator('#events button.main').click();
		await until('the news comes', async () =>
			(await page.locator('#events .try + pre').textContent())
				.includes('{"payload":'));
		assert.deepEqual(await serious(page), []);
		await page.context().close();
	},

	async access() {
		const page = await open('/ui', 'en-US', 320);
		await page.locator('#examples button').first().click();
		await finished(page);
		await page.locator('#raw summary').click();
		assert.deepEqual(await serious(page), []);
		await page.setViewportSize({ width: 1440, height: 1000 });
		await page.locator('#language').click();
		assert.deepEqual(await serious(page), []);
		await page.context().close();
	},

	async calm() {
		const context = await browser.newContext({ reducedMotion: 'reduce' });
		const page = await context.newPage();
		const sockets = [];
		page.on('websocket', (socket) => sockets.push(socket.url()));
		listen(page);
		await page.goto(`${service.url}/ui`);
		await page.waitForSelector('#strip[data-leds]');
		assert.ok(sockets.some((url) => url.includes('fps=1')));
		assert.ok(!sockets.some((url) => url.includes('fps=20')));
		await context.close();
	},

	async quiet() {
		assert.deepEqual(complaints, []);
		assert.deepEqual(foreign, []);
		const { headers } = await fetch(`${service.url}/ui`);
		const policy = headers.get('content-security-policy');
		assert.match(policy, /default-src 'self'/);
		assert.match(policy, /frame-ancestors 'none'/);
		assert.doesNotMatch(policy, /unsafe/);
		assert.equal(headers.get('x-content-type-options'), 'nosniff');
		assert.equal(headers.get('referrer-policy'), 'no-referrer');
	},
});

await close();
