const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address is on this very machine. */
export function isLoopback(address: string): boolean {
	return URL.canParse(address) && LOOPBACK.test(new URL(address).hostname);
}
