/** Takes the photo on standard input so many times at once, and says what memory that took. photo.test.ts runs it in a process of its own. */
import { text } from 'node:stream/consumers';
import { photoToKeep } from '../domain/photo.js';

const count = Number(process.argv[2]);
const data = await text(process.stdin);
// Looked at again and again: the system's own record of the most also counts the process that has started this one.
const memory = () => process.memoryUsage.rss();
const before = memory();
let most = before;
const looking = setInterval(() => (most = Math.max(most, memory())), 2);
const kept = await Promise.all(Array.from({ length: count }, () => photoToKeep({ mediaType: 'image/jpeg', data })));
clearInterval(looking);
process.stdout.write(JSON.stringify({ peak: Math.round((most - before) / 1024 / 1024), kept: kept.length }));
