// Makes the previews of the outputs in nodes/<Platform>/__schema__ again. It runs the nodes on n8n-core, as a test.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, 'test/contract/output-schemas.test.ts'], {
	stdio: 'inherit',
	env: { ...process.env, WRITE_OUTPUT_SCHEMAS: '1' },
});
process.exit(status ?? 1);
