package io.streamwheel.standalone.demo;

/**
 * What stands in the middle of a picture, drawn within 160 by 160. Three marks are replaced: {@code
 * MAIN}, {@code DARK} and {@code LIGHT} are colours of the product.
 */
enum Shape {
    TENT(
            """
            <path d="M80 20 L152 138 H8 Z" fill="MAIN"/>
            <path d="M80 20 L112 138 H48 Z" fill="DARK"/>
            <path d="M80 58 L98 138 H62 Z" fill="LIGHT"/>
            <path d="M80 20 L72 8 M80 20 L88 8" stroke="DARK" stroke-width="4" stroke-linecap="round"/>
            """),
    MOUNTAIN(
            """
            <circle cx="122" cy="38" r="16" fill="LIGHT"/>
            <path d="M4 140 L62 34 L120 140 Z" fill="DARK"/>
            <path d="M62 34 L80 67 L66 76 L57 66 L45 71 L44 66 Z" fill="LIGHT"/>
            <path d="M62 140 L108 66 L156 140 Z" fill="MAIN"/>
            """),
    BICYCLE(
            """
            <g fill="none" stroke="DARK" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">
            <circle cx="38" cy="104" r="30"/>
            <circle cx="122" cy="104" r="30"/>
            <path stroke="MAIN" d="M38 104 L62 56 H106 L76 104 Z M62 56 L76 104 M106 56 L122 104"/>
            <path d="M54 46 H70 M106 56 L102 40 H118"/>
            </g>
            <circle cx="76" cy="104" r="8" fill="LIGHT"/>
            """),
    SHOE(
            """
            <path d="M14 52 C30 66 52 62 58 46 L78 62 C98 84 122 84 144 92 C154 96 154 112 152 118 H14 Z" fill="MAIN"/>
            <path d="M10 116 H154 C154 130 148 134 140 134 H22 C14 134 10 128 10 116 Z" fill="DARK"/>
            <path d="M66 70 L82 58 M78 81 L94 69 M92 90 L106 78" stroke="LIGHT" stroke-width="6" stroke-linecap="round"/>
            <path d="M18 104 C52 104 66 96 92 104" stroke="LIGHT" stroke-width="5" fill="none" stroke-linecap="round"/>
            """),
    CUP(
            """
            <path d="M56 46 C44 34 66 28 54 12 M82 46 C70 34 92 28 80 12" stroke="LIGHT" stroke-width="6" fill="none" stroke-linecap="round"/>
            <path d="M112 70 C150 64 150 112 106 110" fill="none" stroke="MAIN" stroke-width="11"/>
            <path d="M22 58 H118 V96 C118 124 100 132 70 132 C40 132 22 124 22 96 Z" fill="MAIN"/>
            <ellipse cx="70" cy="60" rx="48" ry="11" fill="DARK"/>
            <path d="M8 140 H132" stroke="DARK" stroke-width="9" stroke-linecap="round"/>
            """),
    LOAF(
            """
            <path d="M14 78 C6 44 44 30 80 30 C116 30 154 44 146 78 C144 86 138 90 138 96 V122 C138 130 132 134 124 134 H36 C28 134 22 130 22 122 V96 C22 90 16 86 14 78 Z" fill="MAIN"/>
            <path d="M50 46 L62 70 M78 42 L90 68 M106 46 L118 70" stroke="LIGHT" stroke-width="8" stroke-linecap="round"/>
            <path d="M22 104 H138 V122 C138 130 132 134 124 134 H36 C28 134 22 130 22 122 Z" fill="DARK"/>
            """),
    PLANT(
            """
            <path d="M80 96 C80 66 80 52 80 30" stroke="DARK" stroke-width="6" stroke-linecap="round"/>
            <path d="M80 64 C52 66 34 50 32 24 C60 22 78 36 80 64 Z" fill="MAIN"/>
            <path d="M80 84 C108 86 128 70 130 42 C102 42 82 56 80 84 Z" fill="MAIN"/>
            <path d="M44 96 H116 L106 142 H54 Z" fill="DARK"/>
            <rect x="38" y="90" width="84" height="14" rx="5" fill="LIGHT"/>
            """),
    RECORD(
            """
            <circle cx="80" cy="80" r="66" fill="DARK"/>
            <g fill="none" stroke="LIGHT" stroke-opacity=".35" stroke-width="2">
            <circle cx="80" cy="80" r="56"/>
            <circle cx="80" cy="80" r="46"/>
            <circle cx="80" cy="80" r="36"/>
            </g>
            <circle cx="80" cy="80" r="26" fill="MAIN"/>
            <circle cx="80" cy="80" r="6" fill="LIGHT"/>
            """),
    CAMERA(
            """
            <path d="M52 40 L62 24 H98 L108 40 Z" fill="DARK"/>
            <rect x="10" y="38" width="140" height="98" rx="14" fill="MAIN"/>
            <circle cx="80" cy="86" r="36" fill="LIGHT"/>
            <circle cx="80" cy="86" r="27" fill="DARK"/>
            <circle cx="70" cy="76" r="8" fill="LIGHT"/>
            <rect x="122" y="50" width="16" height="10" rx="4" fill="LIGHT"/>
            """),
    PENCIL(
            """
            <path d="M20 140 L32 100 L60 128 Z" fill="LIGHT"/>
            <path d="M20 140 L25 123 L37 135 Z" fill="DARK"/>
            <path d="M32 100 L108 24 L136 52 L60 128 Z" fill="MAIN"/>
            <path d="M46 114 L122 38" stroke="DARK" stroke-width="6"/>
            <path d="M108 24 L118 14 C126 6 154 34 146 42 L136 52 Z" fill="DARK"/>
            """),
    DIE(
            """
            <path d="M80 12 L142 46 L80 80 L18 46 Z" fill="LIGHT"/>
            <path d="M18 46 L80 80 V150 L18 114 Z" fill="MAIN"/>
            <path d="M142 46 L80 80 V150 L142 114 Z" fill="DARK"/>
            <ellipse cx="80" cy="46" rx="11" ry="6" fill="DARK"/>
            <g fill="LIGHT"><ellipse cx="35" cy="74" rx="6" ry="9"/><ellipse cx="63" cy="124" rx="6" ry="9"/>
            <ellipse cx="97" cy="92" rx="6" ry="9"/><ellipse cx="111" cy="100" rx="6" ry="9"/><ellipse cx="125" cy="108" rx="6" ry="9"/></g>
            """),
    LAMP(
            """
            <path d="M66 134 L50 84 L96 52" fill="none" stroke="DARK" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>
            <path d="M82 40 L110 24 L142 74 L70 84 Z" fill="MAIN"/>
            <path d="M70 84 L142 74 L156 132 H92 Z" fill="LIGHT" fill-opacity=".6"/>
            <circle cx="50" cy="84" r="9" fill="LIGHT"/>
            <path d="M34 140 H100" stroke="DARK" stroke-width="11" stroke-linecap="round"/>
            """);

    private final String drawing;

    Shape(String drawing) {
        this.drawing = drawing;
    }

    String drawn(String main, String dark, String light) {
        return drawing.replace("MAIN", main).replace("DARK", dark).replace("LIGHT", light);
    }
}
