
// An area is one file: what is only its own and what it shares with other areas, each a module. Which were made already
// is known here, so that none is made twice.
const made = new Map();
function area(file, modules) {
    return wrapAsyncCb(makeLoad(() => {
        const asked = fetch(new URL(file, import.meta.url));
        asked.catch(() => {});
        return async (imports) => {
            const answer = await asked;
            if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
            const bytes = await answer.arrayBuffer();
            let at = 0;
            await Promise.all(modules.map(([name, size]) => {
                const module = bytes.slice(at, at += size);
                if (!made.has(name)) made.set(name, WebAssembly.instantiate(module, imports));
                return made.get(name);
            }));
        };
    }, []));
}
