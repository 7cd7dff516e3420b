/** Hands a text or bytes to the visitor as a file. */
export function save(body: string | Uint8Array<ArrayBuffer>, name: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([body], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
