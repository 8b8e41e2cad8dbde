import { readFileSync } from 'node:fs';

import { operationsFile, operationsPage } from '../scripts/operations';

test('docs/operations.md is what `npm run docs` would write', () => {
	expect(readFileSync(operationsFile, 'utf8')).toBe(operationsPage());
});
