import { rmSync } from 'node:fs';

import { prepared } from './prepared';

export default function tearDown(): void {
	rmSync(prepared().folder, { recursive: true, force: true });
}
