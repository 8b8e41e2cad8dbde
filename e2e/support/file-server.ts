import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedFile {
	data: Buffer;
	mimeType: string;
	fileName: string;
}

/** Serves files on a loopback port, each under its name, for n8n to download. */
export class FileServer {
	private readonly files = new Map<string, ServedFile>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<FileServer> {
		const server = createServer();
		const files = new FileServer(server);
		server.on('request', ({ url = '' }, response) => {
			const file = files.files.get(url);
			if (!file) return response.writeHead(404).end();
			const name = encodeURIComponent(file.fileName);
			return response
				.writeHead(200, {
					'content-type': file.mimeType,
					'content-disposition': `attachment; filename*=UTF-8''${name}`,
				})
				.end(file.data);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return files;
	}

	/** Gives the file's address. */
	add(file: ServedFile): string {
		const path = `/${this.files.size}`;
		this.files.set(path, file);
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
