import { sleep } from 'n8n-workflow';

// A pause is slept in slices, so that an abandoned timer never keeps a process alive for long.
const SLICE_MILLISECONDS = 1000;

/** Waits, or returns at once when the signal is or gets aborted. */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => {
		wake = resolve;
		signal?.addEventListener('abort', wake, { once: true });
	});
	try {
		for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE_MILLISECONDS) {
			await Promise.race([sleep(Math.min(left, SLICE_MILLISECONDS)), aborted]);
		}
	} finally {
		signal?.removeEventListener('abort', wake);
	}
}
