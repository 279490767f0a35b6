import type { AppealAttachment, FileLink, Upload } from '../schemas/index.js';
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_PART_BYTES } from '../upload-limits.js';
import { type Handlers, invalid, refusal } from './handlers.js';

type UploadOperation = 'startUpload' | 'continueUpload' | 'getUpload' | 'removeUpload';

/** Files as they are kept of what was sent, and what takes them along with a message. */
export interface MockUploads {
  readonly handlers: Pick<Handlers, UploadOperation>;
  /** Hangs the files on a message: all or none, like the service. */
  readonly attach: (uploadIds: readonly string[]) => AppealAttachment[];
}

const WAITING_DAYS = 7;
const LINK_MINUTES = 5;

/** How the kinds that are taken begin in base64, and what is kept of them: pictures are encoded anew. */
const BEGINNINGS: readonly (readonly [RegExp, AppealAttachment['mediaType']])[] = [
  [/^\/9j\//, 'image/jpeg'],
  [/^iVBORw0KGg/, 'image/jpeg'],
  [/^UklGR.{6}XRUJQ/, 'image/jpeg'],
  [/^JVBERi/, 'application/pdf'],
];
/** `ftyp` and the brands of pictures as iPhones keep them. */
const HEIC = /^.{5}GZ0eXB(oZ(Wl|XZ)|t(aWY|c2Y)x)/;

/** A page that says nothing, and a picture of one point: what the mock gives out for every file. */
const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'application/pdf':
    'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgNTk1IDg0Ml0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+CiUlRU9G',
  'image/jpeg':
    '/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALIAP//Z',
};

/** Where a file of the mock can be fetched: in the address itself. */
export function sampleFileLink(file: Pick<FileLink, 'name' | 'mediaType' | 'sizeBytes'>, now: Date): FileLink {
  const content = SAMPLE_FILES[file.mediaType] ?? '';
  return {
    name: file.name,
    mediaType: file.mediaType,
    sizeBytes: file.sizeBytes,
    url: `data:${file.mediaType};base64,${content}`,
    expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000).toISOString(),
  };
}

function bytesIn(data: string): number {
  if (!/^([\w+/]{4})*([\w+/]{2}==|[\w+/]{3}=)?$/.test(data)) throw invalid('/data', 'not_base64');
  return (data.length / 4) * 3 - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
}

/** Why a file that begins like this is refused, as far as it shows by its beginning. */
function refusalOf(data: string): string | null {
  if (BEGINNINGS.some(([beginning]) => beginning.test(data))) return null;
  return HEIC.test(data) ? 'heic' : 'not_allowed';
}

function keptName(name: string, mediaType: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const stem = last.replace(/\.(?=\w*[a-z])\w{1,5}$/i, '');
  return `${stem === '' ? 'file' : stem}${mediaType === 'application/pdf' ? '.pdf' : '.jpg'}`;
}

/** The uploads of the mock: taken in parts as the service takes them, and judged by how they begin. Nothing of them is kept. */
export function mockUploads({ now }: { now: () => Date }): MockUploads {
  const uploads = new Map<string, { upload: Upload; mediaType: string }>();
  let begun = 0;

  function find(uploadId: string) {
    const found = uploads.get(uploadId);
    if (!found || now() >= new Date(found.upload.expiresAt)) throw refusal('not_found');
    return found;
  }

  function change(uploadId: string, changed: Partial<Upload>): Upload {
    const found = find(uploadId);
    found.upload = { ...found.upload, ...changed };
    return found.upload;
  }

  return {
    handlers: {
      startUpload: ({ body: { name, sizeBytes } }) => {
        if (sizeBytes > MAX_UPLOAD_BYTES) throw invalid('/sizeBytes', 'too_large');
        begun += 1;
        const upload: Upload = {
          id: `upload-${begun}`,
          name,
          sizeBytes,
          receivedBytes: 0,
          status: 'receiving',
          refusal: null,
          mediaType: null,
          expiresAt: new Date(now().getTime() + WAITING_DAYS * 86_400_000).toISOString(),
        };
        uploads.set(upload.id, { upload, mediaType: '' });
        return upload;
      },
      continueUpload: ({ uploadId, body: { offset, data } }) => {
        const found = find(uploadId);
        const { receivedBytes, sizeBytes, status, name } = found.upload;
        const size = bytesIn(data);
        if (status !== 'receiving' || offset !== receivedBytes) throw refusal('upload_offset');
        if (size > MAX_UPLOAD_PART_BYTES || offset + size > sizeBytes) throw invalid('/data', 'too_long');
        if (offset === 0) {
          const why = refusalOf(data);
          if (why !== null) return change(uploadId, { status: 'refused', refusal: why });
          found.mediaType = BEGINNINGS.find(([beginning]) => beginning.test(data))?.[1] ?? '';
        }
        const { mediaType } = found;
        if (offset + size < sizeBytes) return change(uploadId, { receivedBytes: offset + size });
        return change(uploadId, {
          receivedBytes: sizeBytes,
          status: 'ready',
          mediaType,
          name: keptName(name, mediaType),
        });
      },
      getUpload: ({ uploadId }) => find(uploadId).upload,
      removeUpload: ({ uploadId }) => {
        const { upload } = find(uploadId);
        uploads.delete(uploadId);
        return upload;
      },
    },
    attach: (uploadIds) => {
      const files = uploadIds.map((uploadId, index) => {
        const upload = uploads.get(uploadId)?.upload;
        const isSecond = uploadIds.indexOf(uploadId) !== index;
        if (upload?.status !== 'ready' || isSecond) throw invalid(`/uploadIds/${index}`, 'not_found');
        return {
          id: `file-${uploadId}`,
          name: upload.name,
          mediaType: upload.mediaType ?? '',
          sizeBytes: upload.sizeBytes,
        };
      });
      for (const uploadId of uploadIds) uploads.delete(uploadId);
      return files;
    },
  };
}
