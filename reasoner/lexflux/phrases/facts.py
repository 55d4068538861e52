"""Words of descriptions of transfers, in English and Chinese."""

PHRASES: dict[str, tuple[str, str]] = {
    "fact": ("fact", "事实"),
    "required": ("requirement", "要求"),
    "description": ("description", "说明"),
    "properties": ("Properties", "属性"),
    "transfer": ("transfer", "传输"),
}
