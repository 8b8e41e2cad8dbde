/** gifenc brings no types of its own. */
declare module 'gifenc' {
	type Palette = number[][];
	type Pixels = Uint8Array | Uint8ClampedArray;
	interface Encoder {
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: { palette: Palette; delay: number },
		): void;
		finish(): void;
		bytes(): Uint8Array;
	}
	export function GIFEncoder(): Encoder;
	export function quantize(pixels: Pixels, maxColors: number): Palette;
	export function applyPalette(pixels: Pixels, palette: Palette): Uint8Array;
}
