export const pluginId = 'operations';
