/** A photo of the meter as evidence. Loaded when somebody chooses one. */
export { PhotoUpload } from './photo-upload.js';
export { renderPhoto } from './render-photo.js';
