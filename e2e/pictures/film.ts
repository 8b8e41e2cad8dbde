import { writeFileSync } from 'node:fs';

import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

const FRAME_MS = 500;
const MAX_FRAMES = 60;

/** Two pages side by side, as one moving picture. */
export class Film {
	private readonly frames: PNG[] = [];

	constructor(
		private readonly left: Page,
		private readonly right: Page,
	) {}

	/** Adds this many frames. */
	async record(count: number): Promise<void> {
		for (let frame = 0; frame < count; frame++) {
			await this.right.waitForTimeout(FRAME_MS / 2);
			this.frames.push(await this.shot());
		}
	}

	/** Adds frames until something has happened. */
	async until(hasHappened: () => Promise<boolean>): Promise<void> {
		do {
			if (this.frames.length > MAX_FRAMES)
				throw new Error('What the film waits for did not happen.');
			await this.record(1);
		} while (!(await hasHappened()));
	}

	/** Writes `<path>.gif`, and its last frame as `<path>.png`. */
	save(path: string): void {
		const gif = GIFEncoder();
		for (const { data, width, height } of this.frames) {
			const palette = quantize(data, 256);
			gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: FRAME_MS });
		}
		gif.finish();
		writeFileSync(`${path}.gif`, gif.bytes());
		writeFileSync(`${path}.png`, PNG.sync.write(this.frames.at(-1)!));
	}

	private async shot(): Promise<PNG> {
		const [left, right] = await Promise.all([this.left.screenshot(), this.right.screenshot()]);
		return beside(PNG.sync.read(left), PNG.sync.read(right));
	}
}

function beside(left: PNG, right: PNG): PNG {
	const both = new PNG({ width: left.width + right.width, height: left.height });
	PNG.bitblt(left, both, 0, 0, left.width, left.height, 0, 0);
	PNG.bitblt(right, both, 0, 0, right.width, right.height, left.width, 0);
	return both;
}
