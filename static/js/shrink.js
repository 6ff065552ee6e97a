/* Trimestre and Presentación: makes a photograph light before it travels, upright and without the
   place where it was taken. Gives the file back as it is when the browser cannot read it. */

const LONGEST = 2000; // pixels
const HEAVY = 600 * 1024; // bytes
const QUALITIES = [0.85, 0.75, 0.65, 0.5];

/** Return a Blob to send in the place of a chosen file. */
export async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    if (error instanceof DOMException) return file; // damaged: the server has the sentence
    throw error;
  }
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  // A small drawing keeps its sharp lines and carries no place.
  if (scale === 1 && file.type === "image/png" && file.size <= HEAVY) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white"; // a transparent picture becomes a JPEG
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  let blob = null;
  for (const quality of QUALITIES) {
    blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (!blob || blob.size <= HEAVY) break;
  }
  return blob ?? file;
}
