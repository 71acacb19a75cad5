import { useEffect, useState } from "react";
import { mostFiles } from "../data/files/fault.ts";
import { isLeftBehind } from "../data/files/names.ts";
import type { NamedBlob } from "../data/files/reading.ts";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;

/** Takes files, or folders of them, that are dropped anywhere on the page, or says why they cannot be had; true while some hover
 *  over it. */
export function useDrop(take: (files: readonly NamedBlob[]) => void, refuse: (error: unknown) => void): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setHovering(false);
      filesOf(event.dataTransfer).then(take, refuse);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [take, refuse]);
  return hovering;
}

/** Files as they lie in their folders. The entries must be asked for at once: they are gone after the event. */
async function filesOf({ items, files }: DataTransfer): Promise<NamedBlob[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return Array.from(files, (file) => ({ name: file.name, blob: file }));
  const found: NamedBlob[] = [];
  await Promise.all(entries.map((entry) => gather(entry, "", found)));
  return found;
}

/** Adds what an entry holds, but for what systems leave behind, until there is more than can be opened. */
async function gather(entry: FileSystemEntry, path: string, found: NamedBlob[]): Promise<void> {
  if (found.length > mostFiles || isLeftBehind(entry.name)) return;
  const name = `${path}${entry.name}`;
  const unreadable = () =>
    new Error(
      `${name}: it cannot be read, it was moved or deleted, or the browser may not read it. Drop it once more.`,
    );
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, () => reject(unreadable())),
    );
    found.push({ name, blob: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader hands out a hundred at a time, and none at the end.
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, () => reject(unreadable())),
    );
    if (some.length === 0) return;
    await Promise.all(some.map((one) => gather(one, `${name}/`, found)));
  }
}
