export const pluginId = 'stacks';
