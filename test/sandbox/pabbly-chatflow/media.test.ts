import axios from 'axios';

import { expectRefusal, openBench, type PabblyBench, time } from './bench';

let bench: PabblyBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const SAMPLE = '1279244293838655';

interface Signed {
	mediaId: string;
	mediaUrl: string;
	mimeType: string;
	expiresAt: string;
}

async function signed(id: string): Promise<Signed> {
	const { status, data } = await bench.api.get(`/media?id=${id}`);
	expect([status, data.status, data.message]).toEqual([
		200,
		'success',
		'Media retrieved successfully',
	]);
	return data.data as Signed;
}

const fetched = (url: string, headers = {}) =>
	axios.get<Buffer>(url, {
		headers,
		responseType: 'arraybuffer',
		validateStatus: () => true,
	});

describe('media', () => {
	it('has a signed address that serves the bytes without the key', async () => {
		const { mediaUrl, ...rest } = await signed(SAMPLE);
		expect(rest).toEqual({ mediaId: SAMPLE, mimeType: 'image/jpeg', expiresAt: time });
		const left = Date.parse(rest.expiresAt) - Date.now();
		expect(left).toBeGreaterThan(3_590_000);
		expect(left).toBeLessThanOrEqual(3_600_000);
		const { status, headers, data } = await fetched(mediaUrl);
		expect([status, headers['content-type']]).toEqual([200, 'image/jpeg']);
		expect(data.subarray(0, 3).toString('hex')).toBe('ffd8ff');
		expect(headers['content-length']).toBe(String(data.length));
	});

	it.each([
		['1279244293838656', 'image/png', '89504e470d0a1a0a'],
		['1279244293838657', 'application/pdf', '255044462d'],
	])('%s is really %s', async (id, mimeType, start) => {
		const { mediaUrl, ...rest } = await signed(id);
		expect(rest.mimeType).toBe(mimeType);
		expect((await fetched(mediaUrl)).data.toString('hex')).toMatch(new RegExp(`^${start}`));
	});

	it('expires after an hour of the sandbox’s clock', async () => {
		const { mediaUrl } = await signed(SAMPLE);
		await bench.client.advanceClock(3595);
		expect((await fetched(mediaUrl)).status).toBe(200);
		await bench.client.advanceClock(10);
		const { status, data } = await fetched(mediaUrl);
		expect([status, data.toString()]).toEqual([403, expect.stringContaining('has expired')]);
		expect((await fetched((await signed(SAMPLE)).mediaUrl)).status).toBe(200);
	});

	it('refuses a changed address, and the API key beside the signature', async () => {
		const { mediaUrl } = await signed(SAMPLE);
		const changed = mediaUrl.replace('838655?', '838656?');
		expect((await fetched(changed)).status).toBe(403);
		expect((await fetched(mediaUrl.split('?')[0])).status).toBe(403);
		const withKey = await fetched(mediaUrl, { Authorization: 'Bearer sandbox-pabbly-key' });
		expect([withKey.status, withKey.data.toString()]).toEqual([
			400,
			expect.stringContaining('Only one auth mechanism allowed'),
		]);
	});

	it('of what a customer sent can be had too, also when it came without an id', async () => {
		const message = { type: 'image', image: { id: '998877', mime_type: 'image/png' } };
		await bench.customerWrites({ message });
		expect(await signed('998877')).toMatchObject({ mimeType: 'image/png' });
		await bench.customerWrites({ message: { type: 'audio', audio: {} } });
		const { content } = (await bench.state()).messages[1];
		expect(await signed(String(content.audio.id))).toMatchObject({ mimeType: 'audio/ogg' });
	});

	it('is refused for other ids', async () => {
		expectRefusal(await bench.api.get('/media?id=1'), 404, 'Media not found');
		expectRefusal(await bench.api.get('/media?id=abc'), 400, 'Invalid media id');
		expectRefusal(await bench.api.get('/media'), 400, /id is required/);
		const { status } = await fetched(`${bench.sandbox.url}/pabbly-chatflow/files/1`);
		expect(status).toBe(404);
	});
});

describe('catalogs', () => {
	it('are listed as in the sample', async () => {
		const { data } = await bench.api.get('/catalogs');
		expect(data).toMatchObject({ status: 'success', message: 'Catalogs fetched successfully' });
		const { catalogs, ...rest } = data.data as { catalogs: object[] };
		expect(catalogs[1]).toEqual({
			catalogId: '847458390840001',
			name: 'Shoes_Catalog',
			productCount: 6,
			type: 'commerce',
		});
		expect(rest).toEqual({
			selectedCatalogId: '847458390840001',
			waBusinessPortfolioId: '1215240739810001',
			pagination: {
				totalResults: 7,
				totalPages: 1,
				currentPage: 1,
				limit: 10,
				hasNextPage: false,
				hasPrevPage: false,
			},
		});
	});

	it('can be searched and paged', async () => {
		const names = async (query: string) => {
			const { data } = await bench.api.get(`/catalogs?${query}`);
			return (data.data.catalogs as Array<{ name: string }>).map(({ name }) => name);
		};
		expect(await names('search=CATALOG')).toEqual([
			'Catalogue_Products',
			'Shoes_Catalog',
			'Watches_catalog',
		]);
		expect(await names('search=catalog&limit=2&page=2')).toEqual(['Watches_catalog']);
		expect(await names('search=nothing')).toEqual([]);
	});

	interface Products {
		products: Array<{ retailerId: string; name: string }>;
		pagination: Record<string, unknown>;
	}
	const products = async (query: string, catalogId = '123456789012001') => {
		const { status, data } = await bench.api.get(`/catalogs/${catalogId}/products?${query}`);
		expect([status, data.success, data.message]).toEqual([
			200,
			true,
			'Products fetched successfully',
		]);
		return data.data as Products & Record<string, unknown>;
	};

	it('show their products as in the sample', async () => {
		const { products: rows, ...rest } = await products('');
		expect(rows).toHaveLength(20);
		expect(rows[0]).toEqual({
			productId: '7890123456780000',
			retailerId: 'SKU-TSHIRT-001',
			retailerProductGroupId: 'GROUP-TSHIRT',
			catalogId: '123456789012001',
			name: 'Classic T-Shirt - Blue - Large',
			description: 'Classic T-Shirt - Blue - Large, comfortable fit',
			price: '2999',
			salePrice: '2499',
			currency: 'INR',
			availability: 'in stock',
			status: 'active',
			imageUrl: 'https://example.com/images/sku-tshirt-001.jpg',
			url: 'https://example.com/products/sku-tshirt-001',
			brand: 'MyBrand',
			condition: 'new',
		});
		expect(rest).toEqual({
			catalogId: '123456789012001',
			catalogName: 'Fashion Store',
			pagination: {
				totalResults: 150,
				totalPages: 8,
				currentPage: 1,
				limit: 20,
				hasNextPage: true,
				hasPrevPage: false,
			},
		});
	});

	it('show each product once over all pages', async () => {
		const pages = await Promise.all(
			[1, 2, 3, 4, 5, 6, 7, 8].map((page) => products(`page=${page}`)),
		);
		const ids = pages.flatMap((page) => page.products.map(({ retailerId }) => retailerId));
		expect([ids.length, new Set(ids).size]).toEqual([150, 150]);
		expect(pages[7].pagination).toMatchObject({ hasNextPage: false, hasPrevPage: true });
	});

	it('find products by name and by retailer id', async () => {
		expect((await products('search=t-shirt')).products).toHaveLength(2);
		const [byId] = (await products('search=sku-fashion-148')).products;
		expect(byId.name).toBe('Linen Shirt 148');
		expect(await products('', '763676869640001')).toMatchObject({
			products: [],
			pagination: { totalResults: 0, totalPages: 0, hasNextPage: false },
		});
	});

	it('are refused when there is none with that id', async () => {
		expectRefusal(await bench.api.get('/catalogs/1/products'), 404, 'Catalog not found');
		expectRefusal(await bench.api.get('/catalogs?limit=0'), 400, /limit must be >= 1/);
	});
});
