import { parseArgs } from 'node:util';

import { platforms } from './platforms';
import { startSandbox } from './server';

const DEFAULT_PORT = 4010;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string' } } });
	const port = Number(values.port ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`);
	}
	const sandbox = await startSandbox({ port, log: (line) => console.log(line) });
	console.log(introduction(sandbox.url));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close().then(() => console.log('Stopped.')));
	}
}

function introduction(url: string): string {
	const lines = [`The phone:    ${url}/`, `Control API:  ${url}/sandbox/platforms`, ''];
	for (const { id, name, apiPath, apiKey, phoneNumber, alsoNeeded = {} } of platforms) {
		lines.push(
			name,
			`  Base URL:   ${url}/${id}${apiPath}`,
			`  API key:    ${apiKey}`,
			`  Number:     ${phoneNumber}`,
			...Object.entries(alsoNeeded).map(([label, value]) => `  ${`${label}:`.padEnd(11)} ${value}`),
			'',
		);
	}
	return [...lines, ...examples(url), ''].join('\n');
}

function examples(url: string): string[] {
	const [{ id, apiPath, apiKey }] = platforms;
	const json = `-H 'Content-Type: application/json'`;
	return [
		'A customer writes, which opens the 24-hour window:',
		`  curl -X POST ${url}/sandbox/${id}/inbound ${json} -d '{"from":"919876543210","name":"John Doe","text":"Hello"}'`,
		'The business answers:',
		`  curl -X POST ${url}/${id}${apiPath}/messages/text -H 'Authorization: Bearer ${apiKey}' ${json} -d '{"to":"919876543210","message":"Hi John"}'`,
		'What happened:',
		`  curl ${url}/sandbox/${id}/state`,
	];
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
