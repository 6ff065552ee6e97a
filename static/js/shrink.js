/* Trimestre and Presentación: makes a photograph light before it travels, upright and without the
   place where it was taken. Gives the file back as it is when the browser cannot read it. */

const SIZES = [2000, 1600, 1280]; // pixels of the longer side
const HEAVY = 600 * 1024; // bytes
const QUALITIES = [0.85, 0.75, 0.65];

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
  const longer = Math.max(bitmap.width, bitmap.height);
  // A small drawing keeps its sharp lines and carries no place.
  if (longer <= SIZES[0] && file.type === "image/png" && file.size <= HEAVY) return file;
  const blob = await lightest(bitmap, longer);
  bitmap.close();
  return blob ?? file;
}

/** Lower the quality, then the size, until the picture is light. */
async function lightest(bitmap, longer) {
  let blob = null;
  for (const size of SIZES) {
    const canvas = drawn(bitmap, Math.min(1, size / longer));
    for (const quality of QUALITIES) {
      blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (!blob || blob.size <= HEAVY) return blob;
    }
  }
  return blob;
}

function drawn(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white"; // a transparent picture becomes a JPEG
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
