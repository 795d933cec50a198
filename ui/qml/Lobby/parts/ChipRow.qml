pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Everybody, and what is offered and looked for most today: as many chips as have room in `rows`. */
Item {
    id: root

    required property QtObject chips
    required property string chosen
    property int rows: 1
    signal picked(key: string)

    readonly property real gap: Theme.gap2
    readonly property real rowHeight: everybody.implicitHeight
    property var places: [] // where each chip goes, the first being "Everybody"; none for those without room

    function arrange(): void {
        const found = [];
        let x = 0, row = 0;
        for (let at = -1; at < repeater.count; at++) {
            const chip = at < 0 ? everybody : repeater.itemAt(at);
            const wide = Math.min(width, chip?.implicitWidth ?? 0);
            if (x > 0 && x + wide > width) {
                x = 0;
                row++;
            }
            found.push(row < rows ? Qt.rect(x, row * (rowHeight + gap), wide, rowHeight) : null);
            x += wide + gap;
        }
        places = found;
    }

    onWidthChanged: Qt.callLater(arrange)
    onRowsChanged: Qt.callLater(arrange)
    Component.onCompleted: arrange()

    implicitHeight: (places.reduce((most, place) => Math.max(most, place?.y ?? 0), 0)) + rowHeight

    Chip {
        id: everybody
        text: qsTr("Everybody")
        checked: root.chosen === ""
        onImplicitWidthChanged: Qt.callLater(root.arrange)
        onClicked: root.picked("")
    }
    Repeater {
        id: repeater
        model: root.chips
        onCountChanged: Qt.callLater(root.arrange)

        Chip {
            required property int index
            required property string key
            required property bool isOffer
            required property string words
            readonly property var place: root.places[index + 1] ?? null

            visible: place !== null
            x: place?.x ?? 0
            y: place?.y ?? 0
            width: place?.width ?? 0
            //: A chip: people who offer, or who look for, this.
            text: words
            Accessible.description: isOffer ? qsTr("offered") : qsTr("looked for")
            iconName: isOffer ? "hand-helping" : "megaphone"
            iconColor: isOffer ? Theme.accent : Theme.hello
            checked: root.chosen === key
            onImplicitWidthChanged: Qt.callLater(root.arrange)
            onClicked: root.picked(key)
        }
    }
}
