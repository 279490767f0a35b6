import { describe, expect, it } from 'vitest';
import { ContractList, FileLink, MAX_UPLOAD_BYTES, Upload } from '../contract.js';
import type { ApiError } from '../errors.js';
import type { UtilityApi } from '../utility-api.js';
import { createMockApi } from './mock-api.js';
import { mockUploads } from './mock-uploads.js';
import { sampleNow } from './samples.js';

const now = () => new Date(sampleNow);
let keys = 0;
const once = () => ({ idempotencyKey: `upload-key-${(keys += 1)}` });
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

async function send(api: UtilityApi, content: string, name = 'IMG_1.png', partBytes = 10) {
  let upload = await api.startUpload({ body: { name, sizeBytes: content.length } }, once());
  while (upload.status === 'receiving') {
    const offset = upload.receivedBytes;
    const data = base64(content.slice(offset, offset + partBytes));
    upload = await api.continueUpload({ uploadId: upload.id, body: { offset, data } }, once());
  }
  return Upload.parse(upload);
}

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: ApiError) => error.problem,
  );

describe('a file sent to the mock', () => {
  const PNG = '\x89PNG\r\n\x1a\n and what follows';

  it('arrives part by part and is called what it is kept as', async () => {
    const api = createMockApi({ now });
    expect(await send(api, PNG)).toMatchObject({
      status: 'ready',
      mediaType: 'image/jpeg',
      name: 'IMG_1.jpg',
      receivedBytes: PNG.length,
    });
    expect(await send(api, '%PDF-1.7 and what follows', 'Договір.pdf')).toMatchObject({
      mediaType: 'application/pdf',
      name: 'Договір.pdf',
    });
  });

  it.each([
    ['GIF89a and what follows', 'not_allowed'],
    ['<svg onload="alert(1)"></svg>', 'not_allowed'],
    ['\0\0\0\x18ftypheic\0\0\0\0', 'heic'],
    ['\0\0\0\x24ftypmif1\0\0\0\0', 'heic'],
  ])('is refused by how it begins: %j', async (content, why) => {
    expect(await send(createMockApi({ now }), content, 'photo.jpg', 300)).toMatchObject({
      status: 'refused',
      refusal: why,
    });
  });

  it('goes on from where it stopped, and nowhere else', async () => {
    const api = createMockApi({ now });
    const { id } = await api.startUpload({ body: { name: 'a.png', sizeBytes: PNG.length } }, once());
    const part = (offset: number, text: string) =>
      api.continueUpload({ uploadId: id, body: { offset, data: base64(text) } }, once());
    await part(0, PNG.slice(0, 12));
    expect(await problemOf(part(0, PNG.slice(0, 12)))).toMatchObject({ code: 'upload_offset' });
    expect((await api.getUpload({ uploadId: id })).receivedBytes).toBe(12);
    expect((await part(12, PNG.slice(12))).status).toBe('ready');
  });

  it('is not taken where it is too large, and gone once it was removed', async () => {
    const api = createMockApi({ now });
    const large = api.startUpload({ body: { name: 'a.png', sizeBytes: MAX_UPLOAD_BYTES + 1 } }, once());
    expect(await problemOf(large)).toMatchObject({ code: 'invalid_request' });
    const { id } = await send(api, PNG);
    await api.removeUpload({ uploadId: id, body: {} }, once());
    expect(await problemOf(api.getUpload({ uploadId: id }))).toMatchObject({ code: 'not_found' });
  });

  it('goes with one message, and only when it is ready', () => {
    const { handlers, attach } = mockUploads({ now });
    const { id } = handlers.startUpload({ body: { name: 'a.png', sizeBytes: PNG.length } });
    const refused = expect.objectContaining({
      problem: expect.objectContaining({ issues: [{ pointer: '/uploadIds/0', code: 'not_found' }] }),
    });
    expect(() => attach([id])).toThrow(refused);
    handlers.continueUpload({ uploadId: id, body: { offset: 0, data: base64(PNG) } });
    expect(attach([id])).toMatchObject([{ name: 'a.jpg', mediaType: 'image/jpeg' }]);
    expect(() => attach([id])).toThrow(refused);
  });
});

describe('contracts of the mock', () => {
  it('are those of the contract, with documents that can be fetched', async () => {
    const api = createMockApi({ now });
    const list = ContractList.parse(await api.listContracts({ accountId: 'gas' }));
    expect(list.items.map(({ kind, status }) => [kind, status])).toEqual([
      ['supply', 'active'],
      ['distribution', 'active'],
      ['supply', 'ended'],
    ]);
    for (const { id: contractId, documents } of list.items) {
      for (const { id: documentId, name } of documents) {
        const link = FileLink.parse(await api.getContractDocument({ accountId: 'gas', contractId, documentId }));
        expect(link.name).toBe(name);
        expect((await fetch(link.url)).headers.get('content-type')).toBe(link.mediaType);
      }
    }
    expect((await api.listContracts({ accountId: 'no-meters' })).items).toEqual([]);
  });

  it('name nobody, and give no scan, to who may see the account only', async () => {
    const api = createMockApi({ now });
    const { items } = ContractList.parse(await api.listContracts({ accountId: 'relative' }));
    expect(items.length).toBeGreaterThan(0);
    expect(items.flatMap(({ parties }) => parties.map(({ role }) => role))).not.toContain('customer');
    expect(items.flatMap(({ documents }) => documents)).toEqual([]);
    const asked = api.getContractDocument({ accountId: 'relative', contractId: 'supply', documentId: 'contract' });
    await expect(asked).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
