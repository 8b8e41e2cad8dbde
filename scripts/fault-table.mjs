// Plays the fault table and prints it into docs/reliability.md. It runs on n8n-core, as a test.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, 'test/shared/run/fault-table.test.ts'], {
	stdio: 'inherit',
	env: { ...process.env, PRINT_FAULT_TABLE: '1' },
});
process.exit(status ?? 1);
