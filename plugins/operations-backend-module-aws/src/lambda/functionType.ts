export const FUNCTION_TYPE = 'AWS::Lambda::Function';
