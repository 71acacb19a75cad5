import { type ReactNode, useRef } from "react";
import type { NamedBlob } from "../../data/files/reading.ts";
import { fileText } from "../../text/openData.ts";

/** Lets a person choose files, or a whole folder, by whatever calls `pick`. */
export function FilePicker(props: {
  /** Name of the hidden input, for tools that fill it. */
  name?: string;
  isFolder?: boolean;
  onPick: (files: readonly NamedBlob[]) => void;
  children: (pick: () => void) => ReactNode;
}) {
  const { name = fileText.input, isFolder = false, onPick, children } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {children(() => input.current!.click())}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={name}
        // React knows no such property; browsers do.
        {...(isFolder ? { webkitdirectory: "" } : {})}
        onChange={(event) => {
          const files = Array.from(event.currentTarget.files ?? []);
          if (files.length > 0)
            onPick(files.map((file) => ({ name: file.webkitRelativePath || file.name, blob: file })));
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
