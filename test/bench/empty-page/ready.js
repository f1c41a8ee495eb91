requestAnimationFrame(() => requestAnimationFrame(() => terminal.invoke('host.ready', {})));
