pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** A PIN for the days on which somebody has no code with them: chosen twice, or taken away. */
MeStage {
    id: root

    readonly property bool hasOne: me.pinStep === "has_one"
    readonly property string wish: me.pinStep === "again" ? qsTr("Type it once more")
        : me.pinStep === "differs" ? qsTr("The two were not the same. Please choose again")
        : qsTr("Choose 4 to 8 digits")

    actionsShare: hasOne ? 0.3 : 0
    title: hasOne ? qsTr("You have a PIN") : wish
    detail: qsTr("Without your code, you find your name here and type this PIN.")
    middle: Item {
        implicitHeight: root.hasOne ? 0 : pad.implicitHeight

        PinPad {
            id: pad
            anchors.fill: parent
            visible: !root.hasOne
            focus: visible
            label: root.wish
            onDigitsChanged: root.model.touched()
            onGiven: digits => {
                empty();
                root.me.pinGiven(digits);
            }
        }
    }
    actions: ButtonRow {
        id: row
        visible: root.hasOne
        least: 11 * Theme.unit

        Button {
            width: row.cellWidth
            height: row.cellHeight
            iconName: "lock"
            text: qsTr("Choose another one")
            onClicked: root.me.otherPinAsked()
        }
        Button {
            width: row.cellWidth
            height: row.cellHeight
            iconName: "trash-2"
            text: qsTr("Remove my PIN")
            onClicked: root.me.noPinChosen()
        }
    }
}
