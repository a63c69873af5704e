package io.streamwheel.standalone.demo;

import java.util.List;
import java.util.Locale;

/**
 * A category of the demo shop: the words that titles are made of, prices, colour and shape. The
 * order is a ring of interests: who likes one department likely likes its neighbours.
 */
enum Department {
    CAMPING(
            150,
            Shape.TENT,
            "Ridge, Meadow, Lakeside, Pine, Summit, Drift",
            "Two-Person Tent 189, Family Tent 349, Down Sleeping Bag 159, Sleeping Mat 69,"
                    + " Gas Stove 54, Lantern 35, Hammock 65, Camp Chair 49, Cook Set 59"),
    HIKING(
            95,
            Shape.MOUNTAIN,
            "Fell, Granite, Heather, Switchback, Cairn, Alder",
            "Daypack 79, Trekking Poles 64, Hiking Boots 149, Rain Jacket 129, Merino Socks 18,"
                    + " Water Filter 42, Trail Map Case 22, Fleece Pullover 74, Sun Hat 29"),
    CYCLING(
            200,
            Shape.BICYCLE,
            "Tempo, Cobble, Gravel, Breeze, Velvet, Spoke",
            "City Bike 649, Bike Helmet 69, Frame Bag 45, Bike Light Set 39, Cycling Gloves 25,"
                    + " Floor Pump 36, Saddle 58, Folding Lock 74, Bottle Cage 14"),
    RUNNING(
            350,
            Shape.SHOE,
            "Stride, Dawn, Pulse, Feather, Harbour, Loop",
            "Running Shoes 119, Trail Shoes 134, Running Vest 89, Running Shorts 39, Sports Watch"
                    + " 199, Reflective Belt 19, Compression Tights 59, Headband 12, Foam Roller 29"),
    COFFEE(
            25,
            Shape.CUP,
            "Copper, Morning, Ember, Velour, Corner, Hazel",
            "Espresso Maker 39, Hand Grinder 79, Pour-Over Set 34, Gooseneck Kettle 59, Milk"
                    + " Frother 24, House Blend Beans 14, Single Origin Beans 17, Travel Mug 27,"
                    + " Digital Scale 32"),
    BAKING(
            45,
            Shape.LOAF,
            "Rustic, Golden, Sunday, Flour, Hearth, Honey",
            "Dutch Oven 89, Proofing Basket 19, Stand Mixer 299, Rolling Pin 16, Loaf Tin 18,"
                    + " Sourdough Kit 29, Bread Knife 34, Pastry Brush 9, Cake Stand 39"),
    GARDENING(
            120,
            Shape.PLANT,
            "Bramble, Orchard, Clover, Fern, Sunny, Thistle",
            "Pruning Shears 32, Watering Can 27, Raised Bed 119, Herb Seed Set 15, Garden Trowel"
                    + " 17, Potting Bench 169, Plant Lamp 49, Leather Gloves 21, Compost Bin 79"),
    MUSIC(
            275,
            Shape.RECORD,
            "Velvet, Echo, Midnight, Cedar, Opal, Encore",
            "Turntable 229, Bookshelf Speakers 189, Acoustic Guitar 249, Ukulele 69, Headphones"
                    + " 129, Microphone 99, Metronome 24, Guitar Strap 22, Record Crate 44"),
    PHOTOGRAPHY(
            230,
            Shape.CAMERA,
            "Prism, Shutter, Halo, Aperture, Contrast, Lumen",
            "Instant Camera 99, Travel Tripod 119, Prime Lens 329, Camera Bag 84, Camera Strap 29,"
                    + " Colour Film 13, Light Panel 59, Photo Album 26, Lens Cleaning Kit 15"),
    DRAWING(
            10,
            Shape.PENCIL,
            "Umber, Indigo, Charcoal, Saffron, Linen, Studio",
            "Sketchbook 17, Watercolour Set 39, Graphite Pencils 14, Table Easel 54, Brush Set 28,"
                    + " Fineliner Set 19, Drawing Tablet 149, Pastel Set 33, Paper Pad 12"),
    BOARD_GAMES(
            300,
            Shape.DIE,
            "Lost, Hidden, Little, Iron, Paper, Wandering",
            "Kingdom Game 49, Harbour Game 44, Card Game 15, Puzzle of 1000 24, Dice Set 13,"
                    + " Mystery Game 34, Train Game 54, Chess Set 69, Party Game 22"),
    HOME_OFFICE(
            185,
            Shape.LAMP,
            "Oak, Quiet, Level, Nordic, Plain, Bright",
            "Standing Desk 389, Desk Lamp 59, Office Chair 249, Monitor Arm 94, Desk Mat 27,"
                    + " Notebook 14, Pen Tray 19, Wireless Keyboard 79, Footrest 36");

    final int hue;
    final Shape shape;
    private final List<String> series;
    private final List<String> kinds;

    Department(int hue, Shape shape, String series, String kinds) {
        this.hue = hue;
        this.shape = shape;
        this.series = List.of(series.split(", "));
        this.kinds = List.of(kinds.split(", "));
    }

    /** The category as events and the interface write it. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int kinds() {
        return kinds.size();
    }

    int series() {
        return series.size();
    }

    String titleOf(int kind, int seriesIndex) {
        String described = kinds.get(kind);
        return series.get(seriesIndex) + " " + described.substring(0, described.lastIndexOf(' '));
    }

    int usualPriceOf(int kind) {
        String described = kinds.get(kind);
        return Integer.parseInt(described.substring(described.lastIndexOf(' ') + 1));
    }

    /** The department that many steps along the ring of interests. */
    Department neighbour(int steps) {
        Department[] all = values();
        return all[Math.floorMod(ordinal() + steps, all.length)];
    }
}
