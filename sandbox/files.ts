import type { Request, RequestHandler, Response } from 'express';

import type { Account } from './account';

/** What a signed address answers with. */
export interface FileReply {
	status: number;
	contentType: string;
	bytes: Buffer;
}

/** Files that a platform serves beside its API, at addresses which hold their own proof. */
export function platformFiles(currentAccount: () => Account): RequestHandler {
	return (req: Request, res: Response, next) => {
		const account = currentAccount();
		const reply = account.vendor.file?.({
			path: req.path,
			query: req.query as Record<string, string>,
			headers: req.headers,
		});
		if (!reply) return next();
		account.note(`${account.platform.id} file ${req.path} ${reply.status}`);
		// Not express's own way, which would add a charset to the type.
		res.writeHead(reply.status, {
			'Content-Type': reply.contentType,
			'Content-Length': reply.bytes.length,
		});
		res.end(reply.bytes);
	};
}
