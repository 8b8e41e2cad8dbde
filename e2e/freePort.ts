import { createServer } from 'node:net';

/** Whether nobody listens on this loopback port. */
async function isFree(port: number): Promise<number | undefined> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : undefined;
			server.close(() => resolve(found));
		});
	});
}

/** The preferred loopback port if it is free, else one that the system picks. */
export async function freePort(preferred?: number): Promise<number> {
	const port = (preferred && (await isFree(preferred))) || (await isFree(0));
	if (!port) throw new Error('No free port on 127.0.0.1.');
	return port;
}
